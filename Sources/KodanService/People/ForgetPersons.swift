import KodanDomain
import KodanStore
import Postgres

/// Persons whose names have been kept for as long as the office keeps them are anonymized, once a day
/// (保存期間の満了による匿名化); mails of that age go with them.
public struct ForgetPersons: Sendable {
    /// How long a worker holds the run before another may take it over.
    static let leaseMinutes = 30
    /// About how many persons go in one round: whoever waits for a link to sign in waits for a round.
    static let personsInRound = 100
    /// How many mails go in one round, in one transaction.
    static let mailsInRound = 5000

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes a round of today's run unless it has been made, and says how many persons were anonymized and how many
    /// mails deleted.
    ///
    /// Run by the worker; does nothing unless ``OfficeRules/retention`` says for how long names are kept. Each person
    /// goes in a transaction of their own; what fails for one keeps no other back, and is thrown at the end.
    public func callAsFunction() async throws -> Int {
        guard let retention = office.rules.retention else { return 0 }
        let today = office.clock.now().date
        let isMine = try await office.transaction(as: .system) { desk in
            let until = desk.now.adding(minutes: ForgetPersons.leaseMinutes)
            let runs = DailyRunStore(desk.session)
            return try runs.claim(.anonymization, of: today, until: until, at: desk.now)
        }
        guard isMine else { return 0 }
        let day = retention.begins(on: today)
        var (persons, failure) = (0, nil as (any Error)?)
        var after: Person?
        repeat {
            let due = try await ReadDuePersons(office: office)(after: after, as: .system)
            for person in due.items {
                do {
                    persons += try await forget(person, day)
                } catch {
                    failure = failure ?? error
                }
            }
            after = due.next
        } while after != nil && persons < ForgetPersons.personsInRound
        let mails = try await forgetMails(before: day)
        let isOver = mails < ForgetPersons.mailsInRound && after == nil
        try await office.transaction(as: .system) { desk in
            let runs = DailyRunStore(desk.session)
            if isOver {
                try PersonStore(desk.session).forgetOutcomes(before: day)
                try runs.finish(.anonymization, of: today, at: desk.now)
            } else {
                try runs.giveBack(.anonymization, of: today, until: desk.now)
            }
        }
        if let failure { throw failure }
        return persons + mails
    }

    /// How many were anonymized; nobody where somebody came to need their name meanwhile.
    private func forget(_ person: Person, _ day: LocalDate) async throws -> Int {
        do {
            return try await office.transaction(as: .system) { desk in
                try desk.anonymize(person, because: nil, untouchedSince: day).count
            }
        } catch Refusal.person {
            return 0
        }
    }

    private func forgetMails(before day: LocalDate) async throws -> Int {
        try await office.transaction(as: .system) { desk in
            try PersonStore(desk.session).forgetMails(before: day, limit: ForgetPersons.mailsInRound)
        }
    }
}

extension WorkerJob {
    /// Names that have been kept for long enough are taken away.
    public static func forgetPersons(_ office: Office) -> WorkerJob {
        WorkerJob("forget persons") { try await ForgetPersons(office: office)() }
    }
}

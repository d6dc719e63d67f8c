import KodanDomain
import KodanStore
import Postgres

/// Persons whose names have been kept for as long as the office keeps them are anonymized, once a day
/// (保存期間の満了による匿名化); mails of that age go with them.
public struct ForgetPersons: Sendable {
    /// How long a worker holds the run before another may take it over.
    static let leaseMinutes = 60
    /// How many mails go in one transaction.
    static let mailBatch = 5000

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes today's run if nobody has, and says how many persons were anonymized and how many mails deleted.
    ///
    /// Run by the worker; does nothing unless ``OfficeRules/retention`` says for how long names are kept. Each person
    /// goes in a transaction of their own.
    public func callAsFunction() async throws -> Int {
        guard let retention = office.rules.retention else { return 0 }
        let today = office.clock.now().date
        let isMine = try await office.transaction(as: .system) { desk in
            let until = desk.now.adding(minutes: ForgetPersons.leaseMinutes)
            let runs = DailyRunStore(desk.session)
            return try runs.claim(.anonymization, of: today, until: until, at: desk.now)
        }
        guard isMine else { return 0 }
        var count = 0
        var after: Person?
        repeat {
            let due = try await ReadDuePersons(office: office)(after: after, as: .system)
            for person in due.items { count += try await forget(person) ? 1 : 0 }
            after = due.next
        } while after != nil
        count += try await forgetMails(before: retention.begins(on: today))
        try await office.transaction(as: .system) { desk in
            try DailyRunStore(desk.session).finish(.anonymization, of: today, at: desk.now)
        }
        return count
    }

    /// Whether the person was anonymized; false where somebody came to need their name meanwhile.
    private func forget(_ person: Person) async throws -> Bool {
        do {
            _ = try await office.transaction(as: .system) { desk in
                try desk.anonymize(person, because: nil)
            }
            return true
        } catch Refusal.person {
            return false
        }
    }

    private func forgetMails(before day: LocalDate) async throws -> Int {
        var count = 0
        while true {
            let batch = try await office.transaction(as: .system) { desk in
                try PersonStore(desk.session).forgetMails(before: day, limit: ForgetPersons.mailBatch)
            }
            count += batch
            guard batch == ForgetPersons.mailBatch else { return count }
        }
    }
}

extension WorkerJob {
    /// Names that have been kept for long enough are taken away.
    public static func forgetPersons(_ office: Office) -> WorkerJob {
        WorkerJob("forget persons") { try await ForgetPersons(office: office)() }
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// Persons whose names have been kept for as long as the office keeps them, as ``ForgetPersons`` will find them.
///
/// For administrators and auditors.
public struct ReadDuePersons: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The persons behind `after` whose time is over on `day`, today if none is said: contacts of requests, then
    /// presenters, then users.
    ///
    /// Nobody, where ``OfficeRules/retention`` says that names are kept until an administrator takes them away.
    public func callAsFunction(
        on day: LocalDate? = nil,
        after: Person? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> DuePersons {
        let retention = office.rules.retention
        return try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.administrator, .auditor)
            guard let retention else { return DuePersons([], limit: limit.count) }
            let day = day ?? desk.now.date
            let found = try desk.asSystem {
                try PersonStore(desk.session).persons(
                    untouchedSince: retention.begins(on: day),
                    today: day,
                    after: after,
                    limit: limit.andOneMore
                )
            }
            return DuePersons(found, limit: limit.count)
        }
    }
}

/// A part of the persons whose time is over.
public struct DuePersons: Sendable, Equatable {
    /// Whom the part holds.
    public let items: [Person]
    /// The last of this part, behind whom the next begins; nil if this is the last.
    public let next: Person?

    fileprivate init(_ found: [Person], limit: Int) {
        items = Array(found.prefix(limit))
        next = found.count > limit ? items.last : nil
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// Takes away somebody's name, and what else tells who they were (匿名化), when nothing needs it any more.
///
/// For administrators, as when somebody asks for it; ``ForgetPersons`` does it by itself when the time is over.
public struct AnonymizePerson: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Anonymizes `person` for good, for a reason that the record keeps.
    ///
    /// What they asked for, held and were paid stays, and so do payees, evidence and the papers of closed months; mails
    /// to and about them go. With a presenter goes the user that they were, and with both their names as the contact of
    /// requests that have ended.
    ///
    /// Returns who was anonymized. Throws ``Refusal``: `notFound`, `person` with `stillNeeded` or `anonymized`, `field`
    /// for the reason.
    @discardableResult
    public func callAsFunction(
        _ person: Person,
        because reason: String,
        as credential: Credential
    ) async throws -> [Person] {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let reason = try reason.checkedReasonLine()
            return try desk.anonymize(person, because: reason)
        }
    }
}

extension Desk {
    /// Anonymizes a person whom nothing needs, and whatever else they were: all of it or, where something of it was
    /// touched since `day`, the first day of which names are kept, nothing.
    ///
    /// Throws ``Refusal``: `notFound`, `person`.
    func anonymize(_ person: Person, because reason: String?, untouchedSince day: LocalDate? = nil) throws
        -> [Person]
    {
        let gone = try asSystem { () -> [Person] in
            let store = PersonStore(session)
            guard let isAnonymized = try store.lockAnonymized(person) else {
                throw Refusal.notFound("\(person)")
            }
            guard !isAnonymized else { throw Refusal.person(.anonymized) }
            if let need = try store.need(of: person, on: now.date, since: day) {
                throw Refusal.person(.stillNeeded(person, need))
            }
            var all: [Person] = try store.contacts(of: person).map(Person.contact)
            if case .presenter(let id) = person, let user = try store.user(of: id) {
                all += try store.contacts(of: .user(user)).map(Person.contact).filter { !all.contains($0) }
                all += [person, .user(user)]
            } else {
                all.append(person)
            }
            if let day, try !all.allSatisfy({ try store.isUntouched($0, since: day) }) { return [] }
            for one in all { try store.anonymize(one, at: now, since: day) }
            return all
        }
        for one in gone { try record(one.anonymization, one, reason: reason) }
        return gone
    }
}

extension Person {
    /// What the record calls their anonymization.
    fileprivate var anonymization: String {
        switch self {
        case .presenter: "presenter.anonymized"
        case .user: "user.anonymized"
        case .contact: "request.contact_anonymized"
        }
    }
}

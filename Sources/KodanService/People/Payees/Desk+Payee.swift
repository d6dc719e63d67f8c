import KodanDomain
import KodanStore

extension Desk {
    /// Locks a payee whom the actor keeps; throws `notFound` for one that is not there, `notPermitted` for one whom a
    /// coordinator meets and does not keep, and `ownAffair` where one of the body's people is paid so themself.
    func lockPayee(_ id: Payee.ID) throws -> PayeeStore {
        try requireKept(id)
        if try actor.role.isStaff { try refuseOwn(.payee(id), id) }
        let payees = PayeeStore(session)
        guard try payees.lock(id) else { throw Refusal.notFound(id.description) }
        return payees
    }

    /// Makes room for a fact of a payee that holds on `days`: the row in force ends the day before.
    ///
    /// Throws ``Refusal/laterFact(_:_:)`` where another row begins within `days`.
    func makeRoom(for fact: DatedPayeeFact, of id: Payee.ID, on days: DateRange) throws {
        let payees = PayeeStore(session)
        if let later = try payees.beginning(of: fact, for: id, within: days) {
            throw Refusal.laterFact(id, later)
        }
        try payees.end(fact, of: id, before: days.first)
    }
}

extension DateRange {
    /// From `first` to `last`, as somebody wrote it; throws ``FieldRefused`` for an end before its beginning.
    init(writtenFrom first: LocalDate, to last: LocalDate?) throws(FieldRefused) {
        guard let range = DateRange(first: first, last: last) else {
            throw FieldRefused(.validTo, expected: .dateWithin(DateRange(first...)))
        }
        self = range
    }
}

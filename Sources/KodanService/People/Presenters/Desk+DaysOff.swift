import KodanDomain
import KodanStore

extension Desk {
    /// Locks a presenter whose days off the actor may change; who may not is told that there is none.
    func lockDaysOff(of id: Presenter.ID) throws {
        try requireKept(id)
        guard try PresenterStore(session).lockStatus(id) != nil else {
            throw Refusal.notFound(id.description)
        }
    }

    /// Takes back the offers for days off, and says which lectures stand on such days.
    func looseEnds(ofDaysOffOf id: Presenter.ID, onBehalfOf: String?) throws -> LooseEnds {
        let withdrawn = try Chain(desk: self).withdraw(whileAway: true, onBehalfOf: onBehalfOf) { offers in
            try offers.open(onDaysOffOf: id)
        }
        // Also those in prefectures that a limited coordinator does not keep: somebody has to look after them.
        let assignments = try asSystem { try BlackoutStore(session).lecturesOnDaysOff(of: id, after: now) }
        return LooseEnds(withdrawn: withdrawn, assignments: assignments)
    }
}

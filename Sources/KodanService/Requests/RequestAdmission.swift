import KodanDomain
import KodanStore
import Postgres

/// The rules under which a request may come in, the same for a new one and for a corrected one.
struct RequestAdmission {
    let desk: Desk

    /// The programme of the request; refuses who may not ask for this, or what may not be asked.
    ///
    /// - Parameter leadCounts: Whether the programme's lead time does: not again for what was approved before.
    @discardableResult
    func check(_ draft: RequestDraft, leadCounts: Bool = true) throws -> ProgrammeRules {
        let named = try look(up: draft)
        let programme = named.programme
        switch draft.asker {
        case .organization:
            guard programme.delivery == .dispatched else { throw Refusal.programmeDelivery(programme.code) }
            guard named.mayAsk else { throw Refusal.programmeNotForAsker(programme.code) }
        case .presenter(let presenter, _):
            guard programme.delivery == .selfHosted else { throw Refusal.programmeDelivery(programme.code) }
            guard try desk.asSystem({ try ContactStore(desk.session).isActive(presenter) }) else {
                throw Refusal.presenterNotActive(presenter)
            }
        }
        guard draft.expectedAttendance >= programme.minimumAttendance else {
            throw Refusal.attendanceTooSmall(minimum: programme.minimumAttendance)
        }
        try check(draft.slots, under: programme, leadDays: leadCounts ? programme.leadDays : 0)
        return programme
    }

    /// The programme of what is still being written; refuses who may not ask for this, and names of nothing.
    ///
    /// The programme's own rules wait until it is handed in.
    func checkNames(_ draft: RequestDraft) throws -> ProgrammeRules {
        try look(up: draft).programme
    }

    private func look(
        up draft: RequestDraft
    ) throws -> (programme: ProgrammeRules, mayAsk: Bool) {
        try checkActor(draft.asker)
        let names = try RequestStore(desk.session).names(of: draft)
        if case .organization(let organization) = draft.asker {
            guard let status = names.organization else { throw Refusal.notFound(organization.description) }
            guard status == .active else { throw Refusal.organizationMerged(organization) }
        }
        guard let programme = names.programme else {
            throw Refusal.unknownCode(.programme, draft.programme.text)
        }
        guard names.hasTopic else { throw Refusal.unknownCode(.topic, draft.topic.text) }
        if !names.hasMunicipality, let municipality = draft.place.venue?.municipality {
            throw Refusal.unknownCode(.municipality, municipality.digits)
        }
        let excluded = draft.excludedPresenters.map(\.presenter)
        // A host sees few presenters; whether a key exists it may know, as with the preferred one.
        if !excluded.isEmpty,
            let unknown = try desk.asSystem({ try RequestStore(desk.session).firstUnknown(of: excluded) })
        {
            throw Refusal.notFound(unknown.description)
        }
        return (programme, names.mayAsk)
    }

    /// Refuses days that lie in the past, too near, or outside the programme's validity.
    private func check(_ slots: [TimeRange], under programme: ProgrammeRules, leadDays: Int) throws {
        try slots.eachWish { slot throws(Refusal) in
            guard slot.start > desk.now else { throw .dayPassed(slot.date) }
            try desk.requirePlannable(slot.date)
            guard desk.now.date.days(until: slot.date) >= leadDays else {
                throw .leadTime(days: leadDays)
            }
            guard programme.validity.contains(slot.date) else {
                throw .programmeNotInForce(programme.code, slot.date)
            }
        }
    }

    /// Runs `body`, which writes `draft`, and tells what it names that is not there, or lies outside of a
    /// coordinator's prefectures.
    func refusing<Value>(_ draft: RequestDraft, _ body: () throws -> Value) throws -> Value {
        var refusals: [String: Refusal] = [:]
        if let preferred = draft.preferredPresenter {
            refusals["lecture_request_preferred_presenter_id_fkey"] = .notFound("\(preferred)")
        }
        if case .presenter(_, let coHost?) = draft.asker {
            refusals["lecture_request_organization_id_fkey"] = .notFound("\(coHost)")
        }
        do {
            return try KodanService.refusing(refusals, body)
        } catch let error as PostgresError where error.sqlState == "42501" {
            throw Refusal.notPermitted(try desk.actor.role)
        }
    }

    func checkActor(_ asker: Asker) throws {
        let actor = try desk.actor
        try actor.require(.host, .presenter, .coordinator)
        switch (actor.role, asker) {
        case (.host, .organization(let id)):
            guard actor.organizations.contains(id) else { throw Refusal.notFound("\(id)") }
        case (.presenter, .presenter(let id, _)):
            guard actor.presenter == id else { throw Refusal.notFound("\(id)") }
        case (.host, .presenter), (.presenter, .organization):
            throw Refusal.notPermitted(actor.role)
        default:
            break
        }
    }
}

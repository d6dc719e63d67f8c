import KodanDomain
import KodanStore

/// Registers organizations, some hundreds at a time, in one transaction.
struct OrganizationRegistration {
    typealias Outcome = RegistrationOutcome<Organization>

    let desk: Desk
    let allowsDuplicates: Bool

    /// Adds those of `drafts` that can be added; what became of each, in the same order.
    func register(_ drafts: [OrganizationDraft]) throws -> [Outcome] {
        var outcomes = [Outcome?](repeating: nil, count: drafts.count)
        let known = try VocabularyStore(desk.session).known(Set(drafts.map(\.municipality)))
        let store = OrganizationStore(desk.session)
        let limits = try LimitsStore(desk.session).prefectures()
        let alike = try allowsDuplicates ? [] : desk.session.planningAnew { try store.likenesses(of: drafts) }
        let registered = Dictionary(alike.map { ($0.index, $0) }) { first, _ in first }
        var seen: [String: Int] = [:]
        var kept: [Int] = []
        for (index, draft) in drafts.enumerated() {
            let byEmail = "\(draft.name)\n\(draft.email.key)"
            let byPhone = "\(draft.name)\n\(draft.phone.key)"
            if !known.contains(draft.municipality) {
                outcomes[index] = .refused(.unknownCode(.municipality, draft.municipality.digits))
            } else if let limits, !limits.contains(draft.prefecture) {
                outcomes[index] = .refused(.notPermitted(try desk.actor.role))
            } else if let found = registered[index] {
                outcomes[index] = .likeRegistered(found.organization, found.ground)
            } else if !allowsDuplicates, let earlier = seen[byEmail] {
                outcomes[index] = .likeEntry(earlier, .email)
            } else if !allowsDuplicates, let earlier = seen[byPhone] {
                outcomes[index] = .likeEntry(earlier, .phone)
            } else {
                seen[byEmail] = seen[byEmail] ?? index
                seen[byPhone] = seen[byPhone] ?? index
                kept.append(index)
            }
        }
        guard !kept.isEmpty else { return outcomes.compactMap(\.self) }
        let ids = try store.insert(kept.map { drafts[$0] }, at: desk.now)
        try desk.record("organization.registered", each: ids)
        for (index, id) in zip(kept, ids) { outcomes[index] = .registered(id) }
        return outcomes.compactMap(\.self)
    }
}

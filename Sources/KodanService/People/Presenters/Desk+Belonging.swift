import KodanDomain
import KodanStore

extension Desk {
    /// Makes a presenter belong to `organizations` from today on and to no others (所属団体), and takes back the offers
    /// of those to which they did not belong until now; lectures there come up on the desk.
    ///
    /// They may lie outside of a coordinator's prefectures. Throws ``Refusal``: `unknownCode`, `organizationMerged`.
    func setBelonging(
        of presenter: Presenter.ID,
        to organizations: [Organization.ID],
        onBehalfOf: String?
    ) throws {
        let added = try asSystem { () -> [Organization.ID] in
            let store = PresenterStore(session)
            let held = try store.organizations(of: presenter, on: now.date)
            let added = organizations.filter { !held.contains($0) }
            let states = try OrganizationStore(session).lock(added)
            for one in added {
                switch states[one] {
                case .active: break
                case .merged: throw Refusal.organizationMerged(one)
                case nil: throw Refusal.unknownCode(.organization, one.description)
                }
            }
            try store.setOrganizations(of: presenter, to: organizations, from: now.date)
            return added
        }
        let chain = Chain(desk: self)
        for one in added {
            _ = try chain.withdraw(onBehalfOf: onBehalfOf) { offers in
                try offers.open(for: presenter, at: one)
            }
            try bringUpBarred(at: one, presenter: presenter)
        }
    }
}

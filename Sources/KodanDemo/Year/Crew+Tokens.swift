import KodanDomain
import KodanService
import KodanStore

extension Crew {
    /// A token for each role: the staff, the presenter of the first self-hosted request, the first request's host.
    func issueTokens(_ plans: [RequestPlan], random: (Int) -> [UInt8]) async throws -> [DemoToken] {
        var holders: [(role: Role, credential: Credential, email: String)] = []
        for (role, credential) in [
            (Role.coordinator, coordinator), (.clerk, clerk), (.accountant, accountant),
            (.approver, approver),
            (.auditor, auditor), (.administrator, administrator),
        ] {
            holders.append((role, credential, "\(role.rawValue)@kodan.example.jp"))
        }
        if let host = plans.first(where: { $0.programme != .regionalSelfHosted })?.host {
            let contact = NewUser(email: hosts[host].contactEmail, name: hosts[host].contact.name.description)
            let user = try await AddMember(office: office)(contact, to: organizations[host], as: coordinator)
            holders.append((.host, .user(user, as: .host), contact.email.text))
        }
        if let index = plans.first(where: { $0.programme == .regionalSelfHosted })?.presenter {
            holders.append((.presenter, presenter(index), presenters[index].email.text))
        }
        var tokens: [DemoToken] = []
        for holder in holders {
            guard case .user(let user, _) = holder.credential else { continue }
            let issued = try await IssueToken(office: office)(
                to: user,
                as: holder.role,
                label: "demo",
                days: 3650,
                random: random(32),
                as: administrator
            )
            tokens.append(DemoToken(role: holder.role, email: holder.email, token: issued.text))
        }
        // In the order in which the keys' file is read.
        return Role.allCases.flatMap { role in tokens.filter { $0.role == role } }
    }
}

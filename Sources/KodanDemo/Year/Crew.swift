import KodanDomain
import KodanService
import KodanStore
import Postgres

/// Everybody who acts in the demo, with the office in which they do.
struct Crew: Sendable {
    /// The office on the demo's database and clock.
    let office: Office
    /// Screens, matches and registers.
    let coordinator: Credential
    /// Sends materials.
    let clerk: Credential
    /// Prepares payments.
    let accountant: Credential
    /// Approves them.
    let approver: Credential
    /// Reads everything.
    let auditor: Credential
    /// Keeps users.
    let administrator: Credential
    /// The hosts, and under which keys they are registered.
    let hosts: [DemoHost]
    let organizations: [Organization.ID]
    /// The presenters, with their keys and users.
    let presenters: [PresenterDraft]
    let presenterKeys: [Presenter.ID]
    let presenterUsers: [User.ID]

    /// The place of a presenter among ``presenters``.
    func index(of presenter: Presenter.ID) -> Int? {
        // Keys were given in order.
        var low = 0
        var high = presenterKeys.count
        while low < high {
            let middle = (low + high) / 2
            if presenterKeys[middle] < presenter { low = middle + 1 } else { high = middle }
        }
        return low < presenterKeys.count && presenterKeys[low] == presenter ? low : nil
    }

    /// The presenter acting in person.
    func presenter(_ index: Int) -> Credential { .user(presenterUsers[index], as: .presenter) }

    /// Reads with the service's own sight.
    func look<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
        try await office.transaction(as: .system, TransactionOptions(readOnly: true)) { try body($0.session) }
    }
}

extension Crew {
    /// Hires the staff and registers hosts and presenters.
    static func assemble(
        in office: Office,
        texts: DemoTexts,
        hosts: [DemoHost],
        presenters: [PresenterDraft]
    ) async throws -> Crew {
        func hire(_ role: Role) async throws -> Credential {
            let user = NewUser(
                email: try EmailAddress("\(role.rawValue)@kodan.example.jp"),
                name: try texts.one("office.\(role.rawValue)")
            )
            return .user(try await CreateUser(office: office)(user, roles: [role], as: .system), as: role)
        }
        let administrator = try await hire(.administrator)
        let coordinator = try await hire(.coordinator)
        let clerk = try await hire(.clerk)
        let accountant = try await hire(.accountant)
        let approver = try await hire(.approver)
        let auditor = try await hire(.auditor)
        let organizations = try await RegisterOrganizations(office: office)(
            hosts.map(\.draft),
            as: coordinator
        )
        let keys = try await RegisterPresenters(office: office)(
            presenters,
            accounts: .calledBack(note: try texts.one("call_back")),
            as: coordinator
        )
        let emails = presenters.map(\.email)
        let owners = try await office.transaction(as: .system) {
            try UserStore($0.session).owners(of: emails)
        }
        return Crew(
            office: office,
            coordinator: coordinator,
            clerk: clerk,
            accountant: accountant,
            approver: approver,
            auditor: auditor,
            administrator: administrator,
            hosts: hosts,
            organizations: organizations,
            presenters: presenters,
            presenterKeys: keys,
            presenterUsers: emails.compactMap { owners[$0.key]?.user }
        )
    }
}

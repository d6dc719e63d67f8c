public import KodanDomain
import KodanStore
import Postgres

/// Somebody else sees to a request from now on (担当者の引継ぎ).
public struct HandOverRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes `successor` the contact of a request: mails go there, with a link of their own, and the links before it
    /// serve no more.
    ///
    /// For the host and whoever holds the request's link, and for a coordinator whom they tell. Who may act for the
    /// whole organization stays as it is (see ``HandOverMembership``): a link to one request gives away no more than
    /// that request. Refuses a request that has ended, a draft, whose contact its asker writes anew with the rest, and
    /// with `signIn` of `tooMany` a host who names one address too often.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        to successor: Contact,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        let budget = AttemptKeys.account(successor.email.key, office.vault)
        try await office.transaction(as: credential, serving: .request(id)) { desk in
            try desk.actor.require(.host, .coordinator)
            let chain = Chain(desk: desk)
            let request = try chain.lock(id)
            guard let organization = request.organization, request.askingPresenter == nil else {
                throw Refusal.notFound("\(id)")
            }
            guard try desk.actor.role != .host || desk.actor.organizations.contains(organization) else {
                throw Refusal.notFound("\(id)")
            }
            switch request.state {
            case .draft, .rejected, .closed, .cancelled:
                throw Refusal.requestState(id, request.state)
            case .submitted, .screening, .returned, .approved, .matched, .unmatched, .offered, .assigned,
                .held, .notHeld, .attested:
                break
            }
            if try desk.actor.role == .host {
                try desk.asSystem { try desk.take(.contact, budget) }
            }
            let handed = try desk.asSystem { try RequestStore(desk.session).handOver(id, to: successor) }
            try desk.record("request.handed_over", id, onBehalfOf: onBehalfOf)
            try chain.tellHost("request_handed_over", handed)
        }
    }
}

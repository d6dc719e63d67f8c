public import KodanDomain
import KodanStore
import Postgres

/// Another presenter takes a bound one's place (交代).
public struct ReplacePresenter: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Lets the bound presenter go on the decision of `side`, keeps everything that the host wrote, and puts the
    /// request back to wait for a match; with a `successor`, asks them in the same step.
    ///
    /// For coordinators. Host and presenter are told. Who was let go is not matched to the request again. Refuses a
    /// self-hosted lecture, which nobody else gives, one that was given, and a successor as ``AskPresenter`` does;
    /// then nothing has changed.
    public func callAsFunction(
        _ id: Assignment.ID,
        by side: Side,
        because reason: String,
        successor: ChosenPresenter? = nil,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> AskedPresenter? {
        let rules = office.rules
        let links = OfferLinks(office)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let reason = try reason.checkedReason()
            let chain = Chain(desk: desk)
            var (assignment, request) = try chain.lock(id)
            guard request.delivery == .dispatched else { throw Refusal.chain(.selfHosted(request.id)) }
            try chain.release(assignment, &request, by: side, because: reason, onBehalfOf: onBehalfOf)
            return try successor.map { try chain.ask($0, for: &request, rules, links) }
        }
    }
}

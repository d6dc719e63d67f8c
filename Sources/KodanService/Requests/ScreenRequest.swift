public import KodanDomain
import KodanStore
import Postgres

/// What a coordinator decides after reading a request (審査).
public enum ScreeningDecision: Sendable, Equatable {
    /// It waits for a presenter, or is assigned at once where a presenter asked.
    case approve
    /// It goes back with what to correct: also after it was approved, as long as no presenter is bound, when its days
    /// or its place change. Who is asked already is told that the request is withdrawn.
    case sendBack(corrections: String)
    /// It is refused for a reason.
    case reject(reason: String)
}

/// A coordinator takes a request up and decides.
public struct ScreenRequest: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Decides on the request and tells its contact.
    ///
    /// An approved request reserves what it is estimated to cost; the answer says by how much its programme's budget
    /// is exceeded, where the office approves all the same. Else it throws ``Refusal/budgetExceeded(_:)``.
    ///
    /// An approved self-hosted request is assigned at once to the presenter who asked, on the first of its slots
    /// on which they have no other lecture; refuses if there is none, and where that presenter decides themself
    /// (`ownAffair`).
    @discardableResult
    public func callAsFunction(
        _ id: LectureRequest.ID,
        _ decision: ScreeningDecision,
        as credential: Credential
    ) async throws -> BudgetExcess? {
        try await office.transaction(as: credential) { [rules = office.rules] desk in
            try desk.actor.require(.coordinator)
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            if case .presenter(let presenter, _) = request.asker { try desk.refuseOwn(presenter, id) }
            if request.state == .submitted { try chain.move(&request, .screen) }
            switch decision {
            case .approve:
                try chain.move(&request, .approve)
                let excess = try desk.reserveBudget(for: request, rules)
                if request.delivery == .selfHosted {
                    try chain.assignSelfHosted(&request)
                } else {
                    try chain.tellHost("request_approved", request)
                }
                return excess
            case .sendBack(let corrections):
                let corrections = try corrections.checkedReason()
                try chain.move(&request, .sendBack, reason: corrections)
                try chain.endLiveOffers(of: request, .withdraw, mail: "offer_withdrawn", onBehalfOf: nil)
                try chain.tellHost("request_returned", request, nil, ["reason": corrections])
            case .reject(let reason):
                let reason = try reason.checkedReason()
                try chain.move(&request, .reject, reason: reason)
                try chain.tellHost("request_rejected", request, nil, ["reason": reason])
            }
            return nil
        }
    }
}

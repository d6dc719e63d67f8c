public import KodanDomain
import KodanStore
import Postgres

/// A side says no to a change (変更の辞退).
public struct DeclineChange: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the change on the word of `side`: the lecture stays as it was where it may, else a coordinator decides.
    ///
    /// The others are told either.
    ///
    /// For host and presenter, or a coordinator for either who phones. Refuses without a reason; `changeState`,
    /// `changeOverdue`; `changeAnswered` for a side that said yes, which takes back what it proposed instead
    /// (``WithdrawChange``).
    public func callAsFunction(
        _ id: LectureChange.ID,
        by side: Side,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential, serving: .partOfRequest) { desk in
            try desk.actor.require(.host, .presenter, .coordinator)
            let reason = try reason.checkedReason(atMost: 500)
            let chain = Chain(desk: desk)
            let (change, assignment, request) = try chain.lockForAnswer(id, by: side)
            guard !change.oldStands else {
                return try chain.keep(
                    change,
                    .keep,
                    assignment,
                    request,
                    declinedBy: side,
                    because: reason,
                    onBehalfOf: onBehalfOf
                )
            }
            try chain.end(change, .decline, declinedBy: side, because: reason, onBehalfOf: onBehalfOf)
            _ = try desk.asSystem {
                try DeskStore(desk.session).open(
                    .changeRefused,
                    request.id,
                    assignment.id,
                    tried: "\(id) \(side.rawValue)",
                    at: desk.now
                )
            }
            try chain.tellDeclined(change, by: side, because: reason, assignment, request)
        }
    }
}

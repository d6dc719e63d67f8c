public import KodanDomain
import KodanStore
import Postgres

/// What a coordinator decides after reading a request (審査).
public enum ScreeningDecision: Sendable, Equatable {
    /// It waits for a presenter, or is assigned at once where a presenter asked.
    case approve
    /// It goes back with what to correct.
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
    /// An approved self-hosted request is assigned at once to the presenter who asked, on the first of its slots
    /// on which they have no other lecture; refuses if there is none.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        _ decision: ScreeningDecision,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let chain = Chain(desk: desk)
            var request = try chain.lock(id)
            if request.state == .submitted { try chain.move(&request, .screen) }
            switch decision {
            case .approve:
                try chain.move(&request, .approve)
                if request.delivery == .selfHosted {
                    try assign(&request, chain)
                } else {
                    try chain.tellHost("request_approved", request)
                }
            case .sendBack(let corrections):
                try chain.move(&request, .sendBack, reason: try corrections.checkedReason())
                try chain.tellHost("request_returned", request, nil, ["reason": corrections])
            case .reject(let reason):
                try chain.move(&request, .reject, reason: try reason.checkedReason())
                try chain.tellHost("request_rejected", request, nil, ["reason": reason])
            }
        }
    }

    private func assign(_ request: inout StoredRequest, _ chain: Chain) throws {
        let desk = chain.desk
        guard let presenter = request.askingPresenter else { return }
        let assignments = AssignmentStore(desk.session)
        let slots = try RequestStore(desk.session).slots(of: request)
        let free = try slots.first { slot in
            try slot.during.start > desk.now && assignments.isFree(presenter, during: slot.during)
        }
        guard let free, let new = NewAssignment(selfHosted: request, at: free) else {
            throw Refusal.twoLecturesAtOnce(presenter)
        }
        let id = try refusing(new.refusals) { try assignments.insert(new, at: desk.now) }
        try chain.move(&request, .assign)
        try desk.record(
            "assignment.confirmed",
            id,
            detail: ["request": "\(request.id)", "presenter": "\(presenter)"]
        )
        try chain.tellHost("request_assigned_self_hosted", request, free.during)
    }
}

extension String {
    /// The text, if it says something within `limit` characters.
    func checkedReason(atMost limit: Int = 2000) throws(FieldRefused) -> String {
        let text = try longText(.reason, atMost: limit)
        guard !text.isEmpty else { throw FieldRefused(.reason, expected: .present) }
        return text
    }
}

extension NewAssignment {
    /// What the schema refuses, as sentences can tell it.
    var refusals: [String: Refusal] {
        [
            "assignment_never_two_at_once": .twoLecturesAtOnce(presenter),
            "assignment_one_per_request": .alreadyAssigned(request),
            "offer_one_winner": .alreadyAssigned(request),
            "assignment_own_organization": .ownOrganization(presenter),
        ]
    }
}

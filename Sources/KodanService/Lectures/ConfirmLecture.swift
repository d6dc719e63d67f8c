public import KodanDomain
import KodanStore
import Postgres

/// The host attests that the lecture was given (開催確認).
public struct ConfirmLecture: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Files the confirmation of the organization that asked, or of a self-hosted lecture's co-host.
    ///
    /// For its people, or a coordinator for one who phones. Where no organization stands by the lecture, see
    /// ``decide(_:_:on:because:as:)``. Refuses a second confirmation, a lecture that is not over, and the presenter who
    /// gave it: the two attestations are those of two persons.
    public func callAsFunction(
        _ id: Assignment.ID,
        _ confirmation: HostConfirmationDraft,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> HostConfirmation.ID {
        try await office.transaction(as: credential, serving: .partOfRequest) { desk in
            try desk.actor.require(.host, .coordinator)
            let chain = Chain(desk: desk)
            let (assignment, request) = try chain.lock(id)
            guard let organization = request.organization else { throw Refusal.attestationWantsEvidence(id) }
            guard try desk.actor.role != .host || desk.actor.organizations.contains(organization) else {
                throw Refusal.notFound("\(id)")
            }
            let note = Note(organization: organization, evidence: nil, reason: nil, onBehalfOf: onBehalfOf)
            return try file(confirmation, note, assignment, request, chain)
        }
    }

    /// A coordinator decides on evidence, with a reason, that a self-hosted lecture without a co-host was given.
    public func decide(
        _ id: Assignment.ID,
        _ confirmation: HostConfirmationDraft,
        on evidence: Evidence.ID,
        because reason: String,
        as credential: Credential
    ) async throws -> HostConfirmation.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator)
            let chain = Chain(desk: desk)
            let (assignment, request) = try chain.lock(id)
            let note = Note(
                organization: nil,
                evidence: evidence,
                reason: try reason.checkedReason(),
                onBehalfOf: nil
            )
            return try file(confirmation, note, assignment, request, chain)
        }
    }

    private struct Note {
        let organization: Organization.ID?
        let evidence: Evidence.ID?
        let reason: String?
        let onBehalfOf: String?
    }

    private func file(
        _ confirmation: HostConfirmationDraft,
        _ note: Note,
        _ assignment: StoredAssignment,
        _ request: StoredRequest,
        _ chain: Chain
    ) throws -> HostConfirmation.ID {
        let desk = chain.desk
        var request = request
        try chain.requireOver(assignment)
        try chain.refuseOwnHost(of: assignment, request)
        let store = AttestationStore(desk.session)
        guard try !store.attestations(of: assignment.id).confirmed else {
            throw Refusal.attestedAlready(assignment.id)
        }
        let refusals: [String: Refusal] = [
            "host_confirmation_evidence_id_assignment_id_fkey": .attestationWantsEvidence(assignment.id)
        ]
        let filed = try refusing(refusals) {
            try store.insert(
                confirmation,
                of: assignment.id,
                organization: note.organization,
                evidence: note.evidence,
                reason: note.reason,
                by: desk.actor,
                onBehalf: desk.actor.role != .host,
                at: desk.now
            )
        }
        try desk.record(
            "confirmation.filed",
            filed,
            reason: note.reason,
            onBehalfOf: note.onBehalfOf,
            detail: ["assignment": "\(assignment.id)"]
        )
        try chain.attested(assignment, &request, onBehalfOf: note.onBehalfOf)
        return filed
    }
}

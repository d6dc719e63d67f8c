import KodanDomain
import KodanService

/// A finding as JSON; it is about an assignment or a payee.
struct FindingBody: Encodable {
    static let schema = Schema.named(
        "Finding",
        .body([
            .required("id", .key(Finding.self)), .required("kind", .choice(FindingKind.self)),
            .required("severity", .choice(FindingSeverity.self)),
            .required("state", .choice(FindingState.self)),
            .optional("assignment", .key(Assignment.self)), .optional("payee", .key(Payee.self)),
            .optional("other", .text("asg-9"), "The other assignment, payee or leg that it is about."),
            .required("found_at", .instant), .optional("ended_at", .instant),
            .optional("cleared_by", .key(User.self)),
            .optional("reason", .text(Example.note), "Why it was cleared."),
            .optional("note", .text(Example.note), "Why a person holds the payee's money back."),
        ])
    )

    let id: String
    let kind: String
    let severity: String
    let state: String
    let assignment: String?
    let payee: String?
    /// The key of the other assignment, payee or leg that it is about.
    let other: String?
    let foundAt: String
    let endedAt: String?
    let clearedBy: String?
    let reason: String?
    let note: String?

    init(_ finding: FindingEntry) {
        note = finding.note
        id = finding.id.description
        kind = finding.cause.kind.rawValue
        severity = finding.cause.severity.rawValue
        state = finding.state.rawValue
        switch finding.cause.subject {
        case .lecture(let id):
            assignment = id.description
            payee = nil
        case .payee(let id):
            assignment = nil
            payee = id.description
        }
        // What tells one hold from the next names nothing.
        other = finding.cause.other.isEmpty || finding.cause.kind == .held ? nil : finding.cause.other
        foundAt = finding.foundAt.description
        endedAt = finding.endedAt?.description
        clearedBy = finding.clearedBy?.description
        reason = finding.reason
    }
}

/// What came of a check as JSON.
struct CheckBody: Encodable {
    static let schema = Schema.named(
        "Check",
        .body([
            .required("found", .keys(Finding.self, atMost: nil), "What stands out for the first time."),
            .required("gone", .keys(Finding.self, atMost: nil), "What ended with its cause."),
            .required("blocking", .count, "How many findings keep money back now."),
            .required("warning", .count, "How many others are open now."),
        ])
    )

    let found: [String]
    let gone: [String]
    let blocking: Int
    let warning: Int

    init(_ check: CheckedHonoraria) {
        found = check.found.map(\.description)
        gone = check.gone.map(\.description)
        blocking = check.blocking
        warning = check.warning
    }
}

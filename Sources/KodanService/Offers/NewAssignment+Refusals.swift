import KodanDomain
import KodanStore

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

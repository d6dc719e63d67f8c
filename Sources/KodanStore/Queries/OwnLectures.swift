import KodanDomain
import Postgres

/// A further condition on `assignment` and its `request`: that the lecture is one of the reader's own, where they are
/// none of the body's people.
///
/// Row-level security says the same, but asks each row of all years whose it is; by this an index finds the few.
func ownLectures(of reader: Actor) -> SQL {
    switch (reader.role, reader.presenter) {
    case (.presenter, let presenter?): "AND assignment.presenter_id = \(presenter)"
    case (.host, _): "AND request.organization_id = ANY (\(reader.organizations.sorted())::bigint[])"
    default: ""
    }
}

/// So for an `offer`.
func ownOffers(of reader: Actor) -> SQL {
    if reader.role == .presenter, let presenter = reader.presenter {
        "AND offer.presenter_id = \(presenter)"
    } else {
        ""
    }
}

/// So for a `request`: one that a presenter asked for or has a part in, as row-level security tells it.
func ownRequests(of reader: Actor) -> SQL {
    switch (reader.role, reader.presenter) {
    case (.presenter, let presenter?):
        """
        AND (request.asking_presenter_id = \(presenter)
             OR request.id = ANY ((SELECT kodan_requests_with_part())::bigint[]))
        """
    case (.host, _): "AND request.organization_id = ANY (\(reader.organizations.sorted())::bigint[])"
    default: ""
    }
}

/// Why a coordinator's or a side's own step of the chain was not done.
public enum ChainRefusal: Sendable, Equatable {
    /// A self-hosted lecture is given by who asked for it, and by nobody else.
    case selfHosted(LectureRequest.ID)
    /// The presenter is being asked for this request already.
    case askedAlready(Presenter.ID, LectureRequest.ID)
    /// These rules speak against the presenter, and nobody sets them aside; their short names, `not_qualified`.
    case hardRules(Presenter.ID, [String])
    /// These rules speak against the presenter; a coordinator may set them aside; their short names, `out_of_reach`.
    case softRules(Presenter.ID, [String])
    /// This side said already that the lecture stands.
    case reconfirmedAlready(Assignment.ID)
    /// The new deadline is not later than the one that holds, or lies beyond the lecture's beginning.
    case deadlineNotLater(Offer.ID)
    /// The presenter is excluded from the request already.
    case excludedFromRequest(Presenter.ID, LectureRequest.ID)
    /// The entry of the desk was closed already.
    case deskEntryClosed(DeskEntry.ID)

    var code: String {
        switch self {
        case .selfHosted: "self_hosted"
        case .askedAlready: "asked_already"
        case .hardRules: "hard_rules"
        case .softRules: "soft_rules"
        case .reconfirmedAlready: "reconfirmed_already"
        case .deadlineNotLater: "deadline_not_later"
        case .excludedFromRequest: "excluded_from_request"
        case .deskEntryClosed: "desk_entry_closed"
        }
    }
}

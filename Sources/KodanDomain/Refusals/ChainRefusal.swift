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
    /// The request is not among those that are matched: it is on hold, or outside of what was asked for.
    case notMatched(LectureRequest.ID)
    /// This side said already that the lecture stands.
    case reconfirmedAlready(Assignment.ID)
    /// The new deadline is not later than the one that holds, or leaves no time to go to the lecture.
    case deadlineNotLater(Offer.ID)
    /// The presenter is excluded from the request already.
    case excludedFromRequest(Presenter.ID, LectureRequest.ID)
    /// The entry of the desk was closed already.
    case deskEntryClosed(DeskEntry.ID)
    /// A change of this assignment is being asked about already.
    case changeOpen(Assignment.ID)
    /// What is proposed is how things are.
    case nothingMoved(Assignment.ID)
    /// The change has ended, or does not allow this step.
    case changeState(LectureChange.ID, ChangeState)
    /// The time in which both sides could say yes has passed.
    case changeOverdue(LectureChange.ID)
    /// This side has said yes already.
    case changeAnswered(LectureChange.ID)
    /// The presenter has said that they cannot come on that day.
    case presenterAway(Presenter.ID, LocalDate)
    /// The lecture has moved too often to move again.
    case movedTooOften(LectureRequest.ID)

    var code: String {
        switch self {
        case .selfHosted: "self_hosted"
        case .askedAlready: "asked_already"
        case .hardRules: "hard_rules"
        case .softRules: "soft_rules"
        case .notMatched: "not_matched"
        case .reconfirmedAlready: "reconfirmed_already"
        case .deadlineNotLater: "deadline_not_later"
        case .excludedFromRequest: "excluded_from_request"
        case .deskEntryClosed: "desk_entry_closed"
        case .changeOpen: "change_open"
        case .nothingMoved: "nothing_moved"
        case .changeState: "change_state"
        case .changeOverdue: "change_overdue"
        case .changeAnswered: "change_answered"
        case .presenterAway: "presenter_away"
        case .movedTooOften: "moved_too_often"
        }
    }
}

/// A rule that keeps a presenter from a slot of a request.
///
/// The cases stand in the order in which they are examined, so the first that refuses is the one named:
/// first what holds for the presenter and the request, then what holds for the slot.
public enum EligibilityRule: Int, Error, CaseIterable, Comparable {
    /// The request is pinned to another presenter.
    case pinnedToAnother
    /// The presenter is not active.
    case inactive
    /// The presenter may not lecture under the programme.
    case notQualified
    /// The presenter does not lecture on the topic.
    case topicMissing
    /// The presenter belongs to the organization that asks.
    case belongsToHost
    /// The request excludes the presenter, or the presenter the organization.
    case excluded
    /// The presenter declined the request or withdrew from it.
    case refusedBefore
    /// The venue is too far, and online is not open to both.
    case outOfReach
    /// The lecture is only online, which the presenter does not do.
    case onlineRefused
    /// The slot does not lie within the presenter's free hours of that weekday, in one day.
    case notAvailableThatDay
    /// The presenter lectures nowhere on that day.
    case blackout
    /// The presenter has a lecture on that day.
    case alreadyBooked
    /// There and back does not fit into the day, or the way from or to a lecture of a neighbouring day does not.
    case travelDoesNotFit
    /// The calendar month holds no further lecture.
    case monthlyCapReached
    /// The fiscal year holds no further lecture.
    case yearlyCapReached

    /// Orders by when a rule is examined.
    public static func < (left: EligibilityRule, right: EligibilityRule) -> Bool {
        left.rawValue < right.rawValue
    }
}

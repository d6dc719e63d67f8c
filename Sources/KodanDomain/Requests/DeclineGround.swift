/// Why a presenter says no, from a list, so that the next match can heed it (辞退理由).
public enum DeclineGround: String, Sendable, CaseIterable {
    /// Not on that day: they are asked for nothing else on it, but may be for another day of the same request.
    case notThatDay = "not_that_day"
    /// Never that organization: the two are kept apart from now on.
    case notThatHost = "not_that_host"
    /// It is too far: journeys as long are not proposed any more.
    case tooFar = "too_far"
    /// No time at present.
    case noTime = "no_time"
    /// The topic or the level is not theirs.
    case topic
    /// Something else, which the text tells.
    case other
}

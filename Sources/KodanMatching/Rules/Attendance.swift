/// How a presenter could attend a request, whatever the slot.
struct Attendance {
    /// Minutes to the venue, one way; nil if there is none within reach.
    var venueMinutes: Int?
    /// Whether the presenter is back from the venue the same day.
    var isDayTrip = true
    /// Whether both sides are open to online.
    var online: Bool
}

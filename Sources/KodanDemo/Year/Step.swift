import KodanDomain

/// What somebody does on a day of the demo's year; requests are meant by their place in the plan.
enum Step {
    case file(Int)
    case screen(Int)
    case correct(Int)
    case accept(Int, Offer.ID)
    case decline(Int, Offer.ID)
    case sendMaterials(Int, Assignment.ID)
    case receiveMaterials(Int, [MaterialDelivery.ID])
    case withdraw(Int, Assignment.ID)
    case cancel(Int)
    case missLecture(Int, Assignment.ID)
    case reschedule(Int)
    case report(Int, Assignment.ID)
    case confirm(Int, Assignment.ID)
    case countEvent(ProgrammeEvent.ID, Int)
    case match
    case prepare(YearMonth)
    case approve(YearMonth)
    case close(YearMonth)
    case settle(YearMonth, TransferFile.ID, isRetry: Bool)
    case retry(YearMonth)
}

/// What has become of one request so far.
struct Life {
    /// Its key once it is filed.
    var id: LectureRequest.ID?
    /// The host's person who acts for it.
    var hostUser: User.ID?
    /// Whether it waits for a match.
    var isOpen = false
    /// Whether it has come to its end.
    var isOver = false
    /// Whether it went back once.
    var wasReturned = false
    /// Whether its planned mishap has happened.
    var hadMishap = false
    /// How many presenters will still decline.
    var declines: Int
    /// How many will still keep silent.
    var silences: Int
    /// Whether an offer runs that nobody will answer.
    var awaitsSilence = false
    /// The binding assignment.
    var lecture: Assignment.ID?
    /// The bound lecture's time; nil while nobody is bound.
    var during: TimeRange?
    /// The bound presenter's place among the presenters.
    var presenter: Int?
    /// Whether it is held online.
    var isOnline = false
    /// The way there, in minutes.
    var travelMinutes = 0
    /// How many came, once the presenter knows.
    var attendance = 0
}

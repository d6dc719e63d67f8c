import KodanDomain

/// A programme of the demo's year: who asks, and how many requests it takes to meet the target after losses.
enum DemoProgramme: String, CaseIterable {
    case regionalSelfHosted = "regional_self_hosted"
    case regionalDispatched = "regional_dispatched"
    case memberTraining = "member_training"
    case awarenessSeminar = "awareness_seminar"
}

/// What becomes of a request by what people do; what the match does comes on top.
enum Fate: CaseIterable {
    /// It is screened, a presenter is found, the lecture is held.
    case held
    /// It goes back once to be corrected, and is held then.
    case returned
    /// A coordinator refuses it.
    case rejected
    /// It is on an island that nobody reaches and back in a day.
    case remote
    /// It is called off weeks before.
    case cancelledEarly
    /// It is called off days before, when materials are on their way.
    case cancelledLate
    /// The presenter cannot come after all: another is found, or a self-hosted lecture is cancelled.
    case replaced
    /// The presenter does not appear; new dates are found.
    case noShow
}

/// One request of the year before it is filed.
struct RequestPlan {
    /// Under which programme.
    let programme: DemoProgramme
    /// What becomes of it.
    let fate: Fate
    /// The host that asks, or the co-host of a self-hosted lecture; an index of the hosts.
    var host: Int?
    /// The presenter who asks; an index of the presenters.
    var presenter: Int?
    /// The day on which it is filed.
    let filedOn: LocalDate
    /// The wished times.
    let slots: [TimeRange]
    /// How many presenters decline before one accepts.
    let declines: Int
    /// How many keep silent before that.
    let silences: Int
    /// Whether somebody phones and a coordinator files it.
    let byPhone: Bool
    /// Where the lecture is held; nil online.
    let venue: MunicipalityCode?
    /// Whether an online presenter is as good as one who comes.
    let allowsOnline: Bool
    /// What it is about.
    let topic: TopicCode
    /// The wished level.
    let level: Int
    /// How many are expected.
    let attendance: Int
}

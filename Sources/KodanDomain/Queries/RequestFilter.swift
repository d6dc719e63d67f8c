/// Which requests of a list are wanted; what is left out does not limit.
public struct RequestFilter: Sendable, Equatable {
    /// How long a search may be, in characters.
    public static let searchBounds = 1...100

    /// In one of these states; in any, where there are none.
    public var states: Set<RequestState> = []
    /// Under this programme.
    public var programme: ProgrammeCode?
    /// Asked by this organization, or with it as co-host.
    public var organization: Organization.ID?
    /// With the venue, else who asks, in this prefecture.
    public var prefecture: PrefectureCode?
    /// With the lecture, or a wished day where nobody is bound, on this day or later.
    public var from: LocalDate?
    /// With the lecture, or a wished day where nobody is bound, on this day or earlier.
    public var to: LocalDate?
    /// Only those that wait for somebody's step: see `RequestQueries.attention`.
    public var needsAttention = false
    /// With this text in the title, in the name or kana of who asks, in whatever case and width.
    public var text: String?
    /// Whether those that were made last stand first; else the oldest do.
    public var isNewestFirst = false

    /// All requests.
    public init() {}
}

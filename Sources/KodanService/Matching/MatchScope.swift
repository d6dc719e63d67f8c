public import KodanDomain

/// Which of the open requests are matched.
public struct MatchScope: Sendable, Equatable {
    /// Only requests of these prefectures; nil for all.
    public var prefectures: Set<PrefectureCode>?
    /// Only requests under these programmes; nil for all.
    public var programmes: Set<ProgrammeCode>?
    /// The moment from which wished times count as ahead, and of whose day rules hold; nil for the present.
    ///
    /// For looking only: what it finds is never saved.
    public var asOf: Instant?

    /// All open requests, or those that the limits leave.
    public init(
        prefectures: Set<PrefectureCode>? = nil,
        programmes: Set<ProgrammeCode>? = nil,
        asOf: Instant? = nil
    ) {
        self.prefectures = prefectures
        self.programmes = programmes
        self.asOf = asOf
    }

    /// All open requests, at present.
    public static let everything = MatchScope()

    /// The same requests at present.
    var atPresent: MatchScope { MatchScope(prefectures: prefectures, programmes: programmes) }
}

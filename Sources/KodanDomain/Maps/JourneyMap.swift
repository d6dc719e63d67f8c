/// The way of a presenter to a lecture, as a small map draws it.
public struct JourneyMap: Sendable, Equatable {
    /// One end of the way.
    public struct End: Sendable, Equatable {
        /// The municipality with its prefecture.
        public let name: String
        /// Where the municipality is drawn; an end is told no finer.
        public let point: PagePoint

        /// An end in the municipality called `name`.
        public init(name: String, point: PagePoint) {
            self.name = name
            self.point = point
        }
    }

    /// Where the presenter lives.
    public let home: End
    /// Where the lecture is.
    public let venue: End
    /// Whether both ends lie in one frame, so that the map shows how they lie to each other: far islands have their
    /// own.
    public let isOfOneFrame: Bool
    /// The municipalities of the whole country, which draw it.
    public let land: [PagePoint]

    /// A way from `home` to `venue` through `land`.
    public init(home: End, venue: End, isOfOneFrame: Bool, land: [PagePoint]) {
        self.home = home
        self.venue = venue
        self.isOfOneFrame = isOfOneFrame
        self.land = land
    }
}

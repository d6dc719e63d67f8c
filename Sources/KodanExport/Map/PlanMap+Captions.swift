extension PlanMap {
    /// What is written on the map, in one language.
    public struct Captions: Hashable, Sendable {
        /// One number or phrase that is read at a glance, with what it means.
        public struct Figure: Hashable, Sendable {
            /// What is counted.
            public let name: String
            /// How much.
            public let value: String

            /// `value` of `name`.
            public init(_ name: String, _ value: String) {
                self.name = name
                self.value = value
            }
        }

        /// What the signs of the map mean.
        public struct Legend: Hashable, Sendable {
            /// The small dot.
            public let municipality: String
            /// The ring in which a journey begins.
            public let presenter: String
            /// The square in which it ends.
            public let venue: String
            /// The line of a journey under an hour.
            public let near: String
            /// The line of a journey under two hours.
            public let middle: String
            /// The line of a longer one.
            public let far: String
            /// The cross.
            public let unmatched: String

            /// A legend.
            public init(
                municipality: String,
                presenter: String,
                venue: String,
                near: String,
                middle: String,
                far: String,
                unmatched: String
            ) {
                self.municipality = municipality
                self.presenter = presenter
                self.venue = venue
                self.near = near
                self.middle = middle
                self.far = far
                self.unmatched = unmatched
            }
        }

        /// The language's code: `ja`.
        public let language: String
        /// The title.
        public let title: String
        /// A few words under the title; may be empty.
        public let subtitle: String
        /// The plan in a few sentences, for those who do not see the map.
        public let description: String
        /// The counts, and the longest way; three at most are shown.
        public let figures: [Figure]
        /// Lines below the counts; two at most are shown.
        public let notes: [String]
        /// The legend.
        public let legend: Legend
        /// What stands over the names of unmatched requests.
        public let unmatchedHeading: String
        /// What stands below them if there are more; empty if not.
        public let unmatchedRest: String
        /// The name of the frame with Amami, Okinawa and the Daito islands.
        public let southwest: String
        /// The name of the frame with the Ogasawara islands.
        public let ogasawara: String
        /// 200 kilometres.
        public let scale: String
        /// Where the points come from.
        public let source: String

        /// Captions of these parts.
        public init(
            language: String,
            title: String,
            subtitle: String,
            description: String,
            figures: [Figure],
            notes: [String],
            legend: Legend,
            unmatchedHeading: String,
            unmatchedRest: String,
            southwest: String,
            ogasawara: String,
            scale: String,
            source: String
        ) {
            self.language = language
            self.title = title
            self.subtitle = subtitle
            self.description = description
            self.figures = figures
            self.notes = notes
            self.legend = legend
            self.unmatchedHeading = unmatchedHeading
            self.unmatchedRest = unmatchedRest
            self.southwest = southwest
            self.ogasawara = ogasawara
            self.scale = scale
            self.source = source
        }
    }
}

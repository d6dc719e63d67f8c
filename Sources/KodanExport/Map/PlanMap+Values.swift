public import KodanDomain

extension PlanMap {
    /// One presenter's way to one venue.
    public struct Journey: Hashable, Sendable {
        /// Where the presenter sets out.
        public let from: GeoPoint
        /// The venue.
        public let to: GeoPoint
        /// What the request is called.
        public let request: String
        /// What the presenter is called.
        public let presenter: String
        /// Minutes one way; they choose the line, and are shown only as `band`.
        public let minutes: Int
        /// The minutes as people read them: `30分未満`.
        public let band: String

        /// A way of `minutes` from `from` to `to`.
        public init(
            from: GeoPoint,
            to: GeoPoint,
            request: String,
            presenter: String,
            minutes: Int,
            band: String
        ) {
            self.from = from
            self.to = to
            self.request = request
            self.presenter = presenter
            self.minutes = minutes
            self.band = band
        }

        /// `request → presenter`.
        public var label: String { "\(request) → \(presenter)" }

        /// The same with each name cut by itself, so that none pushes another out and the file stays small.
        var shortened: Journey {
            Journey(
                from: from,
                to: to,
                request: SVGText.shortened(request, ems: 28),
                presenter: SVGText.shortened(presenter, ems: 18),
                minutes: minutes,
                band: SVGText.shortened(band, ems: 14)
            )
        }

        /// The line's style.
        var reach: Reach { minutes < 60 ? .near : minutes < 120 ? .middle : .far }

        /// A total order, by bytes: no two different journeys are equals, whatever the locale.
        static func precedes(_ left: Journey, _ right: Journey) -> Bool {
            left.sortText.utf8.lexicographicallyPrecedes(right.sortText.utf8)
        }

        private var sortText: String {
            [
                request, presenter, band, String(minutes), String(from.latitude), String(from.longitude),
                String(to.latitude), String(to.longitude),
            ].joined(separator: "\u{0}")
        }
    }

    /// A request to which nobody comes.
    public struct Unmatched: Hashable, Sendable {
        /// The venue.
        public let at: GeoPoint
        /// What the request is called; best with its place.
        public let label: String

        /// The request called `label`, with its venue at `at`.
        public init(at: GeoPoint, label: String) {
            self.at = at
            self.label = label
        }

        /// From north to south, then from west to east, then by the label's bytes.
        static func precedes(_ left: Unmatched, _ right: Unmatched) -> Bool {
            if left.at.latitude != right.at.latitude { return left.at.latitude > right.at.latitude }
            if left.at.longitude != right.at.longitude { return left.at.longitude < right.at.longitude }
            return left.label.utf8.lexicographicallyPrecedes(right.label.utf8)
        }
    }

    /// How far a journey goes, each with its own line.
    enum Reach: String, CaseIterable {
        /// Less than an hour.
        case near
        /// Less than two.
        case middle
        /// Two hours and more.
        case far
    }
}

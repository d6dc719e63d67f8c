public import KodanDomain

/// A plan as a picture: Japan drawn by its municipalities, lines from presenters to venues, crosses where
/// nobody comes.
///
/// The SVG fits an A4 page, upright, also in black and white; it needs nothing from elsewhere and runs no
/// script. The same values in any order give the same bytes. 1,000 journeys make about 0.2 MB, 10,000 about
/// 1.5 MB, and below 3 MB with kanji labels of any length; lines become finer as they become many.
public struct PlanMap: Sendable {
    /// The points that draw the country.
    public let municipalities: [GeoPoint]
    /// The journeys, ordered by request, presenter and way.
    public let journeys: [Journey]
    /// The requests to which nobody comes, from north to south.
    ///
    /// The first ``namedUnmatched`` of them are named beside the map.
    public let unmatched: [Unmatched]
    /// How many matched requests have no journey, since they are held online.
    public let matchedWithoutWay: Int
    /// How many unmatched requests have no venue.
    public let unmatchedWithoutVenue: Int

    /// How many unmatched requests are named beside the map; the others are counted.
    public static let namedUnmatched = 10

    /// A map of these; negative counts are taken for none.
    public init(
        municipalities: [GeoPoint],
        journeys: [Journey],
        unmatched: [Unmatched],
        matchedWithoutWay: Int = 0,
        unmatchedWithoutVenue: Int = 0
    ) {
        self.municipalities = municipalities
        self.journeys = journeys.sorted(by: Journey.precedes)
        self.unmatched = unmatched.sorted(by: Unmatched.precedes)
        self.matchedWithoutWay = max(0, matchedWithoutWay)
        self.unmatchedWithoutVenue = max(0, unmatchedWithoutVenue)
    }

    /// How many requests have a presenter.
    public var matchedCount: Int { journeys.count + matchedWithoutWay }
    /// How many have none.
    public var unmatchedCount: Int { unmatched.count + unmatchedWithoutVenue }

    /// The journey that takes longest, the first of equals; nil if nobody travels.
    public var longest: Journey? {
        journeys.reduce(nil) { best, journey in
            guard let best, best.minutes >= journey.minutes else { return journey }
            return best
        }
    }

    /// The picture, as the bytes of an SVG file, with `captions` in the language of its readers.
    public func svg(_ captions: Captions) -> [UInt8] {
        var drawing = SVGText()
        open(&drawing, captions)
        drawCountry(&drawing, captions)
        drawJourneys(&drawing)
        drawUnmatched(&drawing)
        drawPanel(&drawing, captions)
        drawing.line("</svg>")
        return drawing.bytes
    }
}

import KodanDomain

/// The small map of a presenter's way to a venue (会場までの道のり).
enum JourneyTexts {
    /// A part of a page with the map; `minutes` one way.
    static func block(_ journey: JourneyMap, minutes: Int) -> Block {
        Block("会場の位置", figure: figure(journey, minutes: minutes))
    }

    private static func figure(_ journey: JourneyMap, minutes: Int) -> PageFigure {
        let (home, venue) = (journey.home.point, journey.venue.point)
        let part = JourneyPart(around: journey.isOfOneFrame ? [home, venue] : [venue])
        var drawing = FigureDrawing()
        drawing.dots(journey.land.compactMap(part.place), .land)
        let (from, to) = (part.unit(home), part.unit(venue))
        if journey.isOfOneFrame {
            drawing.path("M\(from.x) \(from.y)L\(to.x) \(to.y)", ink(minutes))
            drawing.path(FigureDrawing.ring(from, 7), .spot)
            if home != venue { write("住所地", beside: from, away: to, &drawing) }
        }
        drawing.path(FigureDrawing.cross(to, 7), .nobody)
        write("会場", beside: to, away: from, &drawing)
        return PageFigure(
            "journey",
            "会場の位置の地図",
            words(journey, minutes),
            width: JourneyPart.width,
            height: part.height,
            drawing,
            legend: [
                LegendEntry("会場の市区町村") { $0.path(FigureDrawing.cross((12, 8), 6), .nobody) },
                LegendEntry("講師の住所地の市区町村") { $0.path(FigureDrawing.ring((12, 8), 6), .spot) },
            ]
        )
    }

    /// The name of a sign above it, or beneath where the other is above; within the picture on both sides.
    private static func write(
        _ name: String,
        beside sign: (x: Int, y: Int),
        away other: (x: Int, y: Int),
        _ drawing: inout FigureDrawing
    ) {
        let isBelow = sign.y > other.y || (sign.y == other.y && sign.y < 30)
        drawing.write(name, x: sign.x, y: isBelow ? sign.y + 24 : sign.y - 13, .plain, .middle)
    }

    private static func words(_ journey: JourneyMap, _ minutes: Int) -> String {
        let time = "移動時間の目安は片道\(CoverageTexts.name(ofMinutes: minutes))です。"
        guard journey.home.name != journey.venue.name else {
            return "会場は、講師の住所地と同じ\(journey.venue.name)にあります。\(time)"
        }
        let places = "会場は\(journey.venue.name)、講師の住所地は\(journey.home.name)です。\(time)"
        return journey.isOfOneFrame ? places + "直線は道路や路線を表すものではありません。" : places + "地図には会場の周辺だけを示しています。"
    }

    private static func ink(_ minutes: Int) -> FigureDrawing.Ink {
        switch minutes {
        case ..<60: .near
        case ..<120: .middle
        default: .far
        }
    }
}

/// The part of the country that a small map shows, enlarged to ``width``.
struct JourneyPart {
    /// How wide the drawing is, in units.
    static let width = 360
    /// The least that is shown across, in tenths of a unit of the country's map: some 130 km.
    private static let least = 640
    /// What is shown beyond the outermost point, as a part of the way: a quarter.
    private static let marginPart = 4

    private let (left, top, across): (Int, Int, Int)
    /// How high it is, in units.
    let height: Int

    /// The part that holds `points`, at least one, in their middle.
    init(around points: [PagePoint]) {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let (west, east) = (xs.min() ?? 0, xs.max() ?? 0)
        let (north, south) = (ys.min() ?? 0, ys.max() ?? 0)
        let margin = max(east - west, south - north) / JourneyPart.marginPart
        // As wide as high at most, and at least two thirds as high as wide: no strip in either direction.
        let down = max(south - north + 2 * margin, JourneyPart.least * 2 / 3)
        let across = max(east - west + 2 * margin, JourneyPart.least, down)
        let shown = max(down, across * 2 / 3)
        self.across = across
        left = (west + east - across) / 2
        top = (north + south - shown) / 2
        height = shown * JourneyPart.width / across
    }

    /// A point of the country's map in tenths of a unit of this one; nil for one that is not shown.
    func place(_ point: PagePoint) -> PagePoint? {
        let x = (point.x - left) * 10 * JourneyPart.width / across
        let y = (point.y - top) * 10 * JourneyPart.width / across
        guard (0...JourneyPart.width * 10).contains(x), (0...height * 10).contains(y) else { return nil }
        return PagePoint(x: x, y: y)
    }

    /// Where a point that is shown is drawn, in units.
    func unit(_ point: PagePoint) -> (x: Int, y: Int) {
        ((point.x - left) * JourneyPart.width / across, (point.y - top) * JourneyPart.width / across)
    }
}

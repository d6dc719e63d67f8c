import KodanDomain

/// The small map of a presenter's way to a venue (会場までの道のり).
enum JourneyTexts {
    /// A part of a page with the map; `minutes` one way.
    static func block(_ journey: JourneyMap, minutes: Int) -> Block {
        Block("会場の位置", figure: figure(journey, minutes: minutes))
    }

    private static func figure(_ journey: JourneyMap, minutes: Int) -> PageFigure {
        let (home, venue) = (journey.home.point, journey.venue.point)
        let part = MapSection(around: journey.isOfOneFrame ? [home, venue] : [venue])
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
            width: MapSection.width,
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

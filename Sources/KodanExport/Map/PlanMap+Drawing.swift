import KodanDomain

extension PlanMap {
    /// How fine lines and signs are, by the number of journeys.
    private enum Grain {
        case coarse, middle, fine

        init(journeys: Int) { self = journeys <= 300 ? .coarse : journeys <= 2_000 ? .middle : .fine }

        /// The line's width in units.
        var width: String {
            switch self {
            case .coarse: "1.6"
            case .middle: "0.9"
            case .fine: "0.5"
            }
        }
        var opacity: String {
            switch self {
            case .coarse: "0.9"
            case .middle: "0.55"
            case .fine: "0.3"
            }
        }
        /// The size of the signs at both ends.
        var sign: String {
            switch self {
            case .coarse: "7"
            case .middle: "4.4"
            case .fine: "2.4"
            }
        }
    }

    /// The file's beginning: its size, its words for those who do not see it, its styles and signs.
    func open(_ drawing: inout SVGText, _ captions: Captions) {
        let language = captions.language.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        drawing.line(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 840 1188" \
            xml:lang="\(language)" lang="\(language)" role="img" aria-labelledby="plan-title plan-desc">
            <title id="plan-title">\(SVGText.escaped(captions.title))</title>
            <desc id="plan-desc">\(SVGText.escaped(captions.description))</desc>
            \(PlanMap.styles)
            <defs>
            """
        )
        drawing.line(PlanMap.signs(suffix: "", size: Grain(journeys: journeys.count).sign))
        drawing.line(PlanMap.signs(suffix: "-key", size: Grain.coarse.sign))
        drawing.line("</defs>\n<rect width=\"840\" height=\"1188\" fill=\"#fff\"/>")
    }

    /// The municipalities as dots, the frames of the far islands, and the scale.
    func drawCountry(_ drawing: inout SVGText, _ captions: Captions) {
        let dots = Set(municipalities.map(MapFrame.place)).sorted()
        let path = dots.map { "M\(SVGText.units($0))h0" }.joined()
        if !path.isEmpty { drawing.line("<path class=\"dots\" d=\"\(path)\"/>") }
        for (frame, id, name) in [
            (MapFrame.southwest, "southwest", captions.southwest),
            (MapFrame.ogasawara, "ogasawara", captions.ogasawara),
        ] {
            let place = "x=\"\(SVGText.units(frame.corner.x))\" y=\"\(SVGText.units(frame.corner.y))\""
            let size = "width=\"\(SVGText.units(frame.width))\" height=\"\(SVGText.units(frame.height))\""
            drawing.line("<rect class=\"frame\" id=\"plan-\(id)\" \(place) \(size)/>")
            drawing.write(name, x: frame.corner.x + 70, y: frame.corner.y + 160, style: "small")
        }
        // 200 km are 1.7986 degrees of 111.195 km.
        let length = MapFrame.degree * 17_986 / 10_000
        drawing.line("<path class=\"scale\" d=\"M51 1122v5h\(SVGText.units(length))v-5\"/>")
        drawing.write(captions.scale, x: 510, y: 11_160, style: "small")
    }

    /// A line for each journey: the far ones below, the longest on top with a white border.
    func drawJourneys(_ drawing: inout SVGText) {
        let longest = longest
        for reach in Reach.allCases.reversed() {
            drawWays(journeys.filter { $0.reach == reach && $0 != longest }, reach, in: &drawing)
        }
        if let longest {
            drawing.line("<path class=\"under\" d=\"\(path(of: longest))\"/>")
            drawWays(journeys.filter { $0 == longest }, longest.reach, as: " longest", in: &drawing)
        }
    }

    private func drawWays(_ ways: [Journey], _ reach: Reach, as kind: String = "", in drawing: inout SVGText)
    {
        guard !ways.isEmpty else { return }
        let grain = Grain(journeys: journeys.count)
        let look = "stroke-width=\"\(grain.width)\" stroke-opacity=\"\(grain.opacity)\""
        let signs = "marker-start=\"url(#from)\" marker-end=\"url(#to)\""
        drawing.line("<g class=\"way \(reach)\(kind)\" \(look) \(signs)>")
        for way in ways {
            let title = SVGText.escaped(way.shortened.label + ", " + way.shortened.band)
            drawing.line("<path d=\"\(path(of: way))\"><title>\(title)</title></path>")
        }
        drawing.line("</g>")
    }

    private func path(of way: Journey) -> String {
        "M\(SVGText.units(MapFrame.place(way.from)))L\(SVGText.units(MapFrame.place(way.to)))"
    }

    /// A cross for each request to which nobody comes, and a number for those that the panel names.
    func drawUnmatched(_ drawing: inout SVGText) {
        guard !unmatched.isEmpty else { return }
        let isCrowded = unmatched.count > 100
        let cross = { (place: PagePoint) in PlanMap.cross(place, arm: isCrowded ? 25 : 45) }
        let halo = unmatched.map { cross(MapFrame.place($0.at)) }.joined()
        drawing.line("<path class=\"nobody halo\" d=\"\(halo)\"/>")
        drawing.line("<g class=\"nobody\(isCrowded ? " crowded" : "")\">")
        for request in unmatched {
            let title = SVGText.escaped(SVGText.shortened(request.label, ems: 60))
            drawing.line("<path d=\"\(cross(MapFrame.place(request.at)))\"><title>\(title)</title></path>")
        }
        drawing.line("</g>")
        var numbers: [PagePoint: String] = [:]
        for (index, request) in unmatched.prefix(PlanMap.namedUnmatched).enumerated() {
            let place = MapFrame.place(request.at)
            numbers[place] = numbers[place].map { "\($0),\(index + 1)" } ?? "\(index + 1)"
        }
        for (place, words) in numbers.sorted(by: { $0.key < $1.key }) {
            drawing.write(words, x: place.x + 70, y: place.y - 45, style: "number")
        }
    }

    /// A diagonal cross around `place`; `arm` is half its width.
    static func cross(_ place: PagePoint, arm: Int = 45) -> String {
        let size = SVGText.units(2 * arm)
        return "M\(SVGText.units(PagePoint(x: place.x - arm, y: place.y - arm)))"
            + "l\(size) \(size)m0-\(size)l-\(size) \(size)"
    }
}

import KodanDomain

extension PlanMap {
    /// Left edge of all writing, in tenths of a unit.
    private static let margin = 510

    /// The words in the Sea of Japan: title, counts, legend, and the names of those to whom nobody comes.
    func drawPanel(_ drawing: inout SVGText, _ captions: Captions) {
        let left = PlanMap.margin
        drawing.write(captions.title, x: left, y: 720, style: "title", atMost: 26)
        drawing.write(captions.subtitle, x: left, y: 970, style: "subtitle", atMost: 34)
        drawFigures(&drawing, captions.figures)
        var y = 1830
        for note in captions.notes.prefix(2) {
            drawing.write(note, x: left, y: y, style: "note", atMost: 32)
            y += 180
        }
        drawLegend(&drawing, captions.legend, top: y + 60)
        drawNames(&drawing, captions, top: y + 1630)
        drawing.write(captions.source, x: left, y: 11_640, style: "small", atMost: 70)
    }

    /// The counts side by side, and the longest way, which may need more room.
    private func drawFigures(_ drawing: inout SVGText, _ figures: [Captions.Figure]) {
        for (column, figure) in figures.prefix(3).enumerated() {
            let x = PlanMap.margin + column * 1130
            drawing.write(figure.name, x: x, y: 1360, style: "small", atMost: column < 2 ? 10 : 18)
            drawing.write(figure.value, x: x, y: 1620, style: "figure", atMost: column < 2 ? 6 : 9)
        }
    }

    private func drawLegend(_ drawing: inout SVGText, _ legend: Captions.Legend, top: Int) {
        drawRule(&drawing, y: top)
        var sign = PagePoint(x: 740, y: top + 210)
        func row(_ words: String, _ markup: (String) -> String) {
            drawing.line(markup(SVGText.units(sign)))
            drawing.write(words, x: 1060, y: sign.y + 42, style: "key", atMost: 26)
            sign = PagePoint(x: sign.x, y: sign.y + 190)
        }
        row(legend.presenter) { "<path marker-start=\"url(#from-key)\" d=\"M\($0)h0.1\"/>" }
        row(legend.venue) { "<path marker-start=\"url(#to-key)\" d=\"M\($0)h0.1\"/>" }
        for (reach, words) in [(Reach.near, legend.near), (.middle, legend.middle), (.far, legend.far)] {
            row(words) { "<path class=\"way \(reach)\" stroke-width=\"1.6\" d=\"M\($0)m-21 0h42\"/>" }
        }
        let cross = PlanMap.cross(sign)
        row(legend.unmatched) { _ in "<path class=\"nobody\" d=\"\(cross)\"/>" }
        row(legend.municipality) { "<path class=\"dots\" d=\"M\($0)h0\"/>" }
    }

    private func drawNames(_ drawing: inout SVGText, _ captions: Captions, top: Int) {
        guard !unmatched.isEmpty else { return }
        let left = PlanMap.margin
        drawRule(&drawing, y: top)
        drawing.write(captions.unmatchedHeading, x: left, y: top + 230, style: "heading", atMost: 24)
        var y = top + 430
        for (index, request) in unmatched.prefix(PlanMap.namedUnmatched).enumerated() {
            drawing.write("\(index + 1)  \(request.label)", x: left, y: y, style: "name", atMost: 25)
            y += 165
        }
        drawing.write(captions.unmatchedRest, x: left, y: y, style: "small", atMost: 28)
    }

    private func drawRule(_ drawing: inout SVGText, y: Int) {
        drawing.line("<path class=\"rule\" d=\"M\(SVGText.units(PagePoint(x: PlanMap.margin, y: y)))h330\"/>")
    }
}

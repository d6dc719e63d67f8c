/// A picture drawn by the page itself, with words for those who do not see it.
///
/// Styles come from the portal's style sheet, since the pages allow none of their own. A table beneath tells what it
/// shows: no picture says anything that is not said in words too.
public struct PageFigure: Sendable, Equatable {
    /// Its name on the page; no two pictures of a page have the same.
    let id: String
    /// What it is called.
    let title: String
    /// What it shows, in a sentence or two.
    let description: String
    /// What of the drawing is shown: left, top, width and height, in units.
    let box: String
    /// The drawing, as SVG without its frame; only a ``FigureDrawing`` makes it.
    let markup: String
    /// What its signs mean.
    let legend: [LegendEntry]

    /// A picture of `width` by `height` units, whose corner lies at `left` and `top`.
    init(
        _ id: String,
        _ title: String,
        _ description: String,
        left: Int = 0,
        top: Int = 0,
        width: Int,
        height: Int,
        _ drawing: FigureDrawing,
        legend: [LegendEntry] = []
    ) {
        self.id = id
        self.title = title
        self.description = description
        box = "\(left) \(top) \(width) \(height)"
        markup = drawing.markup
        self.legend = legend
    }
}

/// A sign of a picture, and what it means.
struct LegendEntry: Sendable, Equatable {
    let sign: String
    let words: String

    /// The sign as it is drawn into a field of 24 by 16 units.
    init(_ words: String, _ draw: (inout FigureDrawing) -> Void) {
        var drawing = FigureDrawing()
        draw(&drawing)
        sign = drawing.markup
        self.words = words
    }
}

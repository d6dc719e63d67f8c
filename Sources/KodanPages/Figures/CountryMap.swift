import KodanDomain

/// Japan, drawn by the points of its municipalities, with what is shown upon it.
enum CountryMap {
    /// The part of the drawing that is shown, in units: all of ``MapFrame``'s parts.
    private static let (left, top, width, height) = (48, 100, 748, 1046)

    /// A map called `title` with what `draw` draws above the land.
    static func figure(
        _ id: String,
        _ title: String,
        _ description: String,
        land: [PagePoint],
        legend: [LegendEntry],
        _ draw: (inout FigureDrawing) -> Void
    ) -> PageFigure {
        var drawing = FigureDrawing()
        for (frame, name) in [(MapFrame.southwest, "奄美・沖縄・大東"), (MapFrame.ogasawara, "小笠原")] {
            let corner = frame.corner
            drawing.path(
                "M\(corner.x / 10) \(corner.y / 10)h\(frame.width / 10)v\(frame.height / 10)h-\(frame.width / 10)z",
                .frame
            )
            drawing.write(name, x: corner.x / 10 + 6, y: corner.y / 10 + 22, .large)
        }
        drawing.dots(land, .land)
        draw(&drawing)
        return PageFigure(
            id,
            title,
            description,
            left: left,
            top: top,
            width: width,
            height: height,
            drawing,
            legend: legend
        )
    }

    /// A cross around a point, as commands.
    static func cross(_ point: PagePoint, arm: Int = 5) -> String {
        FigureDrawing.cross((point.x / 10, point.y / 10), arm)
    }
}

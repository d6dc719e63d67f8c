/// Charts of bars, narrow enough for a phone.
enum BarCharts {
    /// A column with its name beneath and its value above.
    struct Column {
        let name: String
        let value: Int
        /// What is written above it.
        let words: String
    }

    /// A bar that grows to the right, and what it was to reach.
    struct Row {
        let name: String
        let value: Int
        let aim: Int?
        let words: String
    }

    private static let width = 360

    /// Columns side by side.
    static func columns(
        _ id: String,
        _ title: String,
        _ description: String,
        _ columns: [Column],
        most: Int? = nil
    ) -> PageFigure {
        let (top, height) = (20, 140)
        let most = max(1, most ?? columns.map(\.value).max() ?? 1)
        let step = width / max(1, columns.count)
        var drawing = FigureDrawing()
        drawing.path("M0 \(top + height)h\(width)", .axis)
        for (index, column) in columns.enumerated() {
            let length = max(0, min(column.value, most)) * height / most
            let middle = index * step + step / 2
            drawing.bar(x: index * step + 4, y: top + height - length, width: step - 8, height: length, .bar)
            drawing.write(column.words, x: middle, y: top + height - length - 4, .plain, .middle)
            drawing.write(column.name, x: middle, y: top + height + 16, .soft, .middle)
        }
        return PageFigure(id, title, description, width: width, height: top + height + 24, drawing)
    }

    /// Rows beneath each other, each with its name above its bar.
    ///
    /// A row with an aim has a scale of its own, so that the aims stand beneath each other whatever they count.
    static func rows(
        _ id: String,
        _ title: String,
        _ description: String,
        _ rows: [Row],
        legend: [LegendEntry]
    ) -> PageFigure {
        let step = 40
        let most = max(1, rows.filter { $0.aim == nil }.map(\.value).max() ?? 1)
        var drawing = FigureDrawing()
        for (index, row) in rows.enumerated() {
            let top = index * step
            let most = row.aim.map { max(1, row.value, $0) } ?? most
            drawing.write(row.name, x: 0, y: top + 12)
            drawing.write(row.words, x: width, y: top + 12, .plain, .end)
            drawing.bar(x: 1, y: top + 17, width: row.value * (width - 2) / most, height: 14, .bar)
            if let aim = row.aim {
                drawing.bar(x: 1, y: top + 17, width: aim * (width - 2) / most, height: 14, .aim)
            }
        }
        return PageFigure(
            id,
            title,
            description,
            width: width,
            height: max(1, rows.count) * step,
            drawing,
            legend: legend
        )
    }

    /// Short rows with the name beside the bar, for many of them.
    static func list(_ id: String, _ title: String, _ description: String, _ rows: [Row]) -> PageFigure {
        let (step, left) = (18, 66)
        let most = max(1, rows.map(\.value).max() ?? 1)
        var drawing = FigureDrawing()
        for (index, row) in rows.enumerated() {
            let top = index * step
            let length = row.value * (width - left - 60) / most
            drawing.write(row.name, x: left - 6, y: top + 12, .plain, .end)
            drawing.bar(x: left, y: top + 2, width: length, height: 13, .bar)
            drawing.write(row.words, x: left + length + 5, y: top + 12, .soft)
        }
        return PageFigure(id, title, description, width: width, height: max(1, rows.count) * step, drawing)
    }
}

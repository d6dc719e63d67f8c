import KodanDomain

/// The shapes of a picture, as SVG; every word in it is escaped.
struct FigureDrawing: Sendable {
    private(set) var markup = ""

    /// How a shape looks; the style sheet knows each as a class of this name.
    enum Ink: String {
        /// A bar of what was reached.
        case bar
        /// The frame of what is aimed at.
        case aim
        /// A thin line that helps to read.
        case axis
        /// The country's municipalities.
        case land
        /// The frame around far islands.
        case frame
        /// Ways of less than an hour, of less than two, and of more.
        case near, middle, far
        /// Where nobody comes.
        case nobody
        /// Bands of travel, from near to far; far ones are larger and darker.
        case band0, band1, band2, band3, band4, band5
        /// Where one more presenter would help.
        case spot
    }

    /// How words look.
    enum Letter: String {
        case plain, soft, large
    }

    /// On which side of its point a word stands.
    enum Anchor: String {
        case start, middle, end
    }

    mutating func bar(x: Int, y: Int, width: Int, height: Int, _ ink: Ink) {
        guard width > 0, height > 0 else { return }
        markup += "<rect class=\"\(ink)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"/>"
    }

    /// A line, by the commands of SVG: whole numbers only.
    mutating func path(_ commands: String, _ ink: Ink) {
        guard !commands.isEmpty else { return }
        markup += "<path class=\"\(ink)\" d=\"\(commands)\"/>"
    }

    mutating func write(_ words: String, x: Int, y: Int, _ letter: Letter = .plain, _ anchor: Anchor = .start)
    {
        let side = anchor == .start ? "" : " text-anchor=\"\(anchor)\""
        markup +=
            "<text class=\"\(letter)\" x=\"\(x)\" y=\"\(y)\"\(side)>\(PageEscaping().escapeText(words))</text>"
    }

    /// A dot at each of the points, in one line that lifts the pen: some seven bytes a dot.
    ///
    /// Points are in tenths of a unit and drawn to the unit; two that fall together are one dot.
    mutating func dots(_ points: some Sequence<PagePoint>, _ ink: Ink) {
        var commands = ""
        var pen: PagePoint?
        for point in Set(points.map { PagePoint(x: $0.x / 10, y: $0.y / 10) }).sorted() {
            if let pen {
                let across = point.y - pen.y
                commands += "m\(point.x - pen.x)\(across < 0 ? "" : " ")\(across)h0"
            } else {
                commands += "M\(point.x) \(point.y)h0"
            }
            pen = point
        }
        path(commands, ink)
    }

    /// A ring around a point, as commands.
    static func ring(_ middle: (x: Int, y: Int), _ radius: Int) -> String {
        let arc = "a\(radius) \(radius) 0 1 0"
        return "M\(middle.x - radius) \(middle.y)\(arc) \(2 * radius) 0\(arc)-\(2 * radius) 0"
    }

    /// A cross around a point, as commands.
    static func cross(_ middle: (x: Int, y: Int), _ arm: Int) -> String {
        "M\(middle.x - arm) \(middle.y - arm)l\(2 * arm) \(2 * arm)m0-\(2 * arm)l-\(2 * arm) \(2 * arm)"
    }
}

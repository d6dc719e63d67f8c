import KodanDomain

/// The text of an SVG file as it grows.
struct SVGText {
    private var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// The file.
    var bytes: [UInt8] { Array(text.utf8) }

    /// Adds markup, and a line's end.
    mutating func line(_ markup: String) {
        text += markup
        text += "\n"
    }

    /// Adds a line of writing with its left end at `x`, in tenths of a unit.
    mutating func write(_ words: String, x: Int, y: Int, style: String, atMost ems: Int = 200) {
        guard !words.isEmpty else { return }
        let place = "x=\"\(SVGText.units(x))\" y=\"\(SVGText.units(y))\""
        line(
            "<text class=\"\(style)\" \(place)>\(SVGText.escaped(SVGText.shortened(words, ems: ems)))</text>"
        )
    }

    /// Tenths as a decimal number: 1234 is `123.4`.
    static func units(_ tenths: Int) -> String {
        let size = tenths.magnitude
        return "\(tenths < 0 ? "-" : "")\(size / 10)\(size % 10 == 0 ? "" : ".\(size % 10)")"
    }

    /// `x y`, as paths have it.
    static func units(_ point: PagePoint) -> String { "\(units(point.x)) \(units(point.y))" }

    /// `words` as the text of an element: markup is shown, not obeyed.
    ///
    /// Control characters, most of which XML 1.0 cannot hold, become U+FFFD.
    static func escaped(_ words: String) -> String {
        var result = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}"..."\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// `words`, cut with an ellipsis where they are wider than `ems`.
    ///
    /// Latin letters count as a little over half an em, all others as one for each Unicode scalar.
    static func shortened(_ words: String, ems: Int) -> String {
        var room = ems * 100
        var kept: [Character] = []
        for character in words {
            room -= character.isASCII ? 58 : 100 * character.unicodeScalars.count
            if room < 0 { return String(kept.dropLast()) + "…" }
            kept.append(character)
        }
        return words
    }
}

import Foundation

/// A regular expression and the places where it matches.
struct Pattern {
    private let expression: NSRegularExpression

    /// - Parameter ignoringCase: SQL's words mean the same in small letters.
    init(_ text: String, ignoringCase: Bool = false) throws {
        expression = try NSRegularExpression(
            pattern: text,
            options: ignoringCase ? [.anchorsMatchLines, .caseInsensitive] : .anchorsMatchLines
        )
    }

    /// The lines, from 1, with what matches in them; `group` picks a part of it.
    func matches(in text: String, group: Int = 0) -> [(line: Int, text: String)] {
        let whole = text as NSString
        var line = 1
        var position = 0
        let newline = UInt16(UInt8(ascii: "\n"))
        return expression.matches(in: text, range: NSRange(location: 0, length: whole.length)).map { match in
            while position < match.range.location {
                if whole.character(at: position) == newline { line += 1 }
                position += 1
            }
            let range = match.range(at: group)
            return (line, range.location == NSNotFound ? "" : whole.substring(with: range))
        }
    }
}

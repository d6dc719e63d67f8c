/// A Swift file taken apart: what is code and what the string literals say, with comments gone.
struct SwiftText {
    /// A string literal without its quotes, `_` in place of each interpolation.
    struct Literal: Equatable {
        var text: String
        /// The line it begins in, from 1.
        var line: Int
    }

    /// The file with spaces in place of comments and of what literals say; lines stay where they are.
    private(set) var code: String
    private(set) var literals: [Literal] = []

    private let source: [UInt8]
    private var blanked: [UInt8]
    private var position = 0
    private var line = 1

    init(_ text: String) {
        source = Array(text.utf8)
        blanked = source
        code = ""
        scanCode(insideInterpolation: false)
        code = String(decoding: blanked, as: UTF8.self)
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        position + offset < source.count ? source[position + offset] : nil
    }

    private func sees(_ text: StaticString, at offset: Int = 0) -> Bool {
        (0..<text.utf8CodeUnitCount).allSatisfy { byte(offset + $0) == text.utf8Start[$0] }
    }

    /// Steps over bytes, keeping them as code or putting spaces in their place.
    private mutating func step(_ count: Int = 1, blank: Bool) {
        for _ in 0..<count where position < source.count {
            if source[position] == UInt8(ascii: "\n") {
                line += 1
            } else if blank {
                blanked[position] = UInt8(ascii: " ")
            }
            position += 1
        }
    }

    private mutating func scanCode(insideInterpolation: Bool) {
        var depth = 0
        while let next = byte() {
            if sees("//") {
                while let next = byte(), next != UInt8(ascii: "\n") { step(blank: true) }
            } else if sees("/*") {
                scanBlockComment()
            } else if let hashes = hashesBeforeQuote() {
                scanLiteral(hashes: hashes)
            } else {
                if next == UInt8(ascii: "(") { depth += 1 }
                if next == UInt8(ascii: ")") { depth -= 1 }
                step(blank: false)
                if insideInterpolation, depth == 0 { return }
            }
        }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                step(2, blank: true)
            } else if sees("*/") {
                depth -= 1
                step(2, blank: true)
            } else {
                step(blank: true)
            }
        } while depth > 0 && position < source.count
    }

    /// How many `#` stand before the quote that begins here; nil if no literal begins here.
    private func hashesBeforeQuote() -> Int? {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : nil
    }

    private mutating func scanLiteral(hashes: Int) {
        let firstLine = line
        let isLong = sees("\"\"\"", at: hashes)
        let quotes = isLong ? 3 : 1
        var text: [UInt8] = []
        step(hashes + quotes, blank: false)
        while let next = byte() {
            if next == UInt8(ascii: "\\"), isHashes(hashes, at: 1) {
                if byte(1 + hashes) == UInt8(ascii: "(") {
                    step(1 + hashes, blank: true)
                    scanCode(insideInterpolation: true)
                    text.append(UInt8(ascii: "_"))
                } else {
                    step(2 + hashes, blank: true)
                    text.append(UInt8(ascii: " "))
                }
            } else if next == UInt8(ascii: "\""), !isLong || sees("\"\"\""), isHashes(hashes, at: quotes) {
                step(quotes + hashes, blank: false)
                break
            } else {
                text.append(next)
                step(blank: true)
            }
        }
        literals.append(Literal(text: String(decoding: text, as: UTF8.self), line: firstLine))
    }

    private func isHashes(_ count: Int, at offset: Int) -> Bool {
        (0..<count).allSatisfy { byte(offset + $0) == UInt8(ascii: "#") }
    }
}

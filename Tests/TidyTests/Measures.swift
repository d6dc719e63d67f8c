/// A function and its length.
struct FunctionLength: Equatable {
    /// The line it begins in, from 1.
    var line: Int
    /// Lines from its first to its closing brace.
    var lines: Int
}

/// The functions, initialisers and subscripts with a body, by counting braces.
func functionLengths(in file: TextFile) throws -> [FunctionLength] {
    let code = file.swift.code
    let beginning = try Pattern(
        #"^[ \t]*((@\w+(\([^)\n]*\))?|[a-z]+(\(\w+\))?)[ \t]+)*(func[ \t]|init[?]?[(<]|deinit\b|subscript[(<])"#
    )
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
    let starts = beginning.matches(in: code).map(\.line)
    return starts.compactMap { start in
        lastLine(from: start, lines: lines, others: Set(starts)).map {
            FunctionLength(line: start, lines: $0 - start + 1)
        }
    }
}

/// The line of the brace that closes the body begun at `start`; nil if there is no body, as in a protocol.
private func lastLine(from start: Int, lines: [[UInt8]], others: Set<Int>) -> Int? {
    var parentheses = 0
    var braces = 0
    for line in start...lines.count {
        if line > start, braces == 0, others.contains(line) { return nil }
        for byte in lines[line - 1] {
            switch byte {
            case UInt8(ascii: "("): parentheses += 1
            case UInt8(ascii: ")"): parentheses -= 1
            case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
            case UInt8(ascii: "}") where braces > 0:
                braces -= 1
                if braces == 0 { return line }
            case UInt8(ascii: "}") where parentheses == 0: return nil
            default: break
            }
        }
    }
    return nil
}

/// What is wrong with the names of migrations: they are numbered from 0001 without gap or twin.
func numberingFaults(_ names: [String]) throws -> [String] {
    let form = try Pattern(#"^([0-9]{4})_[a-z0-9_]+\.sql$"#)
    var faults: [String] = []
    for (index, name) in names.sorted().enumerated() {
        let number = form.matches(in: name, group: 1).first.flatMap { Int($0.text) }
        if number != index + 1 { faults.append("\(name) is not number \(index + 1)") }
    }
    return faults
}

/// The lines, from 1, with an `@unchecked` that no comment beside or above explains.
func unexplainedClaims(in file: TextFile) throws -> [Int] {
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    return try Pattern(#"@unchecked\b"#).matches(in: file.swift.code).map(\.line).filter { line in
        let above = line > 1 ? lines[line - 2].drop { $0 == " " } : ""
        return !above.hasPrefix("//") && !lines[line - 1].contains("//")
    }
}

/// SQL without its comments, lines where they were.
func withoutComments(_ sql: String) throws -> String {
    sql.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.firstRange(of: "--").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }.joined(separator: "\n")
}

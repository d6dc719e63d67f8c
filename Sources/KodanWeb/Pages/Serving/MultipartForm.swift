/// The parts of a form that sends files (`multipart/form-data`, RFC 7578).
struct MultipartForm {
    /// One part: a field, or a file if it has a file name.
    struct Part: Equatable {
        let name: String
        let fileName: String?
        let bytes: ArraySlice<UInt8>
    }

    /// How long the lines above the bytes of a part may be, together.
    private static let longestHead = 4_096

    /// The parts, in the order in which they came.
    let parts: [Part]

    /// Takes `bytes` apart at the boundary that `type` names; where they are the beginning of a form and not `isWhole`,
    /// a part that does not end in them is left out.
    ///
    /// Throws ``Problem`` for what is no such form, and for more than ``TypedForm/mostFields`` parts.
    init(_ bytes: [UInt8], type: String, isWhole: Bool = true) throws(Problem) {
        guard let boundary = MultipartForm.boundary(of: type) else { throw .brokenBody }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        guard bytes.starts(with: delimiter.dropFirst(2)) else { throw .brokenBody }
        var rest = bytes[(delimiter.count - 2)...]
        var parts: [Part] = []
        while !rest.starts(with: Array("--".utf8)) {
            // The line end that closes a delimiter opens no other one.
            guard parts.count < TypedForm.mostFields, rest.starts(with: MultipartForm.lineEnd),
                let end = MultipartForm.place(of: delimiter, in: rest.dropFirst(2))
            else {
                if !isWhole { break }
                throw .brokenBody
            }
            parts.append(try MultipartForm.part(rest[(rest.startIndex + 2)..<end]))
            rest = rest[(end + delimiter.count)...]
        }
        self.parts = parts
    }

    private static let lineEnd = Array("\r\n".utf8)

    private static func boundary(of type: String) -> String? {
        guard let range = type.firstRange(of: "boundary=") else { return nil }
        let text = type[range.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" && $0 != " " }
        // RFC 2046, 5.1.1.
        return (1...70).contains(text.utf8.count) && text.allSatisfy(\.isASCII) ? text : nil
    }

    /// One part without its delimiters: its head, an empty line, its bytes.
    private static func part(_ bytes: ArraySlice<UInt8>) throws(Problem) -> Part {
        let gap = lineEnd + lineEnd
        guard let end = place(of: gap, in: bytes.prefix(longestHead)),
            let head = String(validating: bytes[..<end], as: UTF8.self),
            let line = head.split(separator: "\r\n").first(where: {
                $0.lowercased().hasPrefix("content-disposition:")
            }),
            let name = value(of: "name", in: line)
        else { throw .brokenBody }
        return Part(
            name: name,
            fileName: value(of: "filename", in: line),
            bytes: bytes[(end + gap.count)...]
        )
    }

    /// What stands in quotes as `key` of a line; browsers write quotes and line ends within it as `%22`, `%0D`, `%0A`.
    private static func value(of key: String, in line: Substring) -> String? {
        guard let start = line.firstRange(of: "; \(key)=\"")?.upperBound,
            let end = line[start...].firstIndex(of: "\"")
        else { return nil }
        return String(line[start..<end]).replacing("%22", with: "\"").replacing("%0D", with: "")
            .replacing("%0A", with: " ")
    }

    /// Where `pattern` begins in `bytes` for the first time; it begins with a sign that is rare in files.
    private static func place(of pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let start = rest.firstIndex(of: pattern[0]) {
            if rest[start...].starts(with: pattern) { return start }
            rest = rest[(start + 1)...]
        }
        return nil
    }
}

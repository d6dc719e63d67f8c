import KodanDomain
import KodanImport

/// What a file of evidence is.
public enum MediaType: String, CaseIterable, Sendable {
    /// PDF.
    case pdf = "application/pdf"
    /// JPEG.
    case jpeg = "image/jpeg"
    /// PNG.
    case png = "image/png"
    /// WebP.
    case webp = "image/webp"
    /// Plain text in UTF-8.
    case text = "text/plain"
    /// Comma-separated values in UTF-8: text that whoever sends it calls so.
    case csv = "text/csv"
}

/// Tells from the bytes of a file, piece by piece, what it is.
struct MediaScan {
    /// As many as any type is told by.
    private static let headLength = 12

    private var head: [UInt8] = []
    /// The beginning of a character that the next piece ends.
    private var rest: [UInt8] = []
    private var isText = true

    /// Looks at the next piece.
    mutating func take(_ piece: [UInt8]) {
        if head.count < MediaScan.headLength { head += piece.prefix(MediaScan.headLength - head.count) }
        guard isText else { return }
        guard !piece.contains(0) else {
            isText = false
            return
        }
        let bytes = rest + piece
        let scan = UTF8Scan(bytes[...])
        isText = !scan.isBroken
        rest = Array(bytes.dropFirst(scan.whole))
    }

    /// What the whole file is.
    ///
    /// Refuses what is none of the types, and what is another than `declared`; a file that is declared to be bytes, or
    /// nothing, is what it is.
    func type(declared: String? = nil) throws(Refusal) -> MediaType {
        guard let told else { throw MediaScan.refusal(of: MediaType.allCases) }
        guard let declared, declared != "application/octet-stream" else { return told }
        guard let type = MediaType(rawValue: declared) else {
            throw MediaScan.refusal(of: MediaType.allCases)
        }
        switch (type, told) {
        case (.csv, .text): return .csv
        case _ where type == told: return told
        default: throw MediaScan.refusal(of: told == .text ? [.text, .csv] : [told])
        }
    }

    private static func refusal(of types: [MediaType]) -> Refusal {
        .field(FieldRefused(.evidence, expected: .oneOf(types.map(\.rawValue))))
    }

    private var told: MediaType? {
        if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return .webp
        }
        return isText && rest.isEmpty ? .text : nil
    }
}

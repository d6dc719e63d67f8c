import KodanDomain
import KodanImport

/// What a file that comes in is.
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
    /// A presentation (Office Open XML).
    case presentation = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    /// A text document (Office Open XML).
    case document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    /// What evidence may be.
    static let ofEvidence: [MediaType] = [.pdf, .jpeg, .png, .webp, .text, .csv]
    /// What the file of an edition may be.
    static let ofMaterials: [MediaType] = [.pdf, .presentation, .document, .jpeg, .png]

    /// `name` for a file of this type, which ends as such names do: by its end many machines choose what opens a file,
    /// and whoever sent it may have called a text `receipt.bat`.
    public func fileName(_ name: String) -> String {
        let ends: [String] =
            switch self {
            case .jpeg: ["jpg", "jpeg"]
            case .text: ["txt", "csv"]
            default: [suffix]
            }
        return ends.contains { name.lowercased().hasSuffix(".\($0)") } ? name : "\(name).\(suffix)"
    }

    /// How names of such files end.
    var suffix: String {
        switch self {
        case .pdf: "pdf"
        case .jpeg: "jpg"
        case .png: "png"
        case .webp: "webp"
        case .text: "txt"
        case .csv: "csv"
        case .presentation: "pptx"
        case .document: "docx"
        }
    }
}

/// Tells from the bytes of a file, piece by piece, what it is.
struct MediaScan {
    /// As many as any type is told by.
    private static let headLength = 12
    /// The part by whose name an Office document tells what it is; the names in a ZIP archive are not compressed.
    private static let parts: [(name: [UInt8], type: MediaType)] = [
        (Array("ppt/presentation.xml".utf8), .presentation), (Array("word/document.xml".utf8), .document),
    ]
    private static let longestPart = 20

    /// What the file is meant for, by the field that is refused and the types that it may be.
    private let field: Field
    private let types: [MediaType]
    private var head: [UInt8] = []
    /// The beginning of a character that the next piece ends.
    private var rest: [UInt8] = []
    private var isText = true
    /// The end of the last piece of an archive, in which the name of a part may begin.
    private var tail: [UInt8] = []
    private var part: MediaType?

    /// A scan of a file that may be one of `types`.
    init(_ types: [MediaType] = MediaType.ofEvidence, for field: Field = .evidence) {
        self.types = types
        self.field = field
    }

    /// Looks at the next piece.
    mutating func take(_ piece: [UInt8]) {
        if head.count < MediaScan.headLength { head += piece.prefix(MediaScan.headLength - head.count) }
        if isArchive, part == nil { lookForPart(piece) }
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
        let declaresText = [MediaType.text, .csv].contains { $0.rawValue == declared && types.contains($0) }
        if declaresText, told == nil { throw .field(FieldRefused(field, expected: .utf8)) }
        guard let told, types.contains(told) else { throw refusal(of: types) }
        guard let declared, declared != "application/octet-stream" else { return told }
        guard let type = MediaType(rawValue: declared), types.contains(type) else {
            throw refusal(of: types)
        }
        switch (type, told) {
        case (.csv, .text): return .csv
        case _ where type == told: return told
        default: throw refusal(of: told == .text ? [.text, .csv] : [told])
        }
    }

    private func refusal(of types: [MediaType]) -> Refusal {
        .field(FieldRefused(field, expected: .oneOf(types.map(\.rawValue))))
    }

    private var isArchive: Bool { head.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    private mutating func lookForPart(_ piece: [UInt8]) {
        let bytes = tail + piece
        part = MediaScan.parts.first { !bytes.ranges(of: $0.name).isEmpty }?.type
        tail = Array(bytes.suffix(MediaScan.longestPart))
    }

    private var told: MediaType? {
        if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if isArchive { return part }
        if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return .webp
        }
        return isText && rest.isEmpty ? .text : nil
    }
}

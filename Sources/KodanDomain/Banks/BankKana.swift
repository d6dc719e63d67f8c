/// Which characters a field of a bank file allows.
public enum BankKanaClass: String, Sendable, CaseIterable {
    /// Names of banks and branches.
    case bank
    /// Names of the originator and of account holders.
    case party
    /// Free text to the payee's systems.
    case edi

    /// The symbols beside kana, letters, digits and space.
    var symbols: Set<UInt8> {
        switch self {
        case .bank: Set("-".utf8)
        case .party: Set("()-.".utf8)
        case .edi: Set("()-./\\".utf8).union([0xA2, 0xA3])
        }
    }

    /// Whether a byte of a file may stand in a field of this class: no small kana, no long mark, no comma; ｦ only
    /// in EDI text.
    public func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x30...0x39, 0x41...0x5A, 0xB1...0xDF: true
        case 0xA6: self == .edi
        default: symbols.contains(byte)
        }
    }
}

/// A step that changed what a person typed into something a bank reads; shown for a second look.
public enum BankKanaWarning: String, Sendable, CaseIterable, Comparable {
    /// A long mark or another dash became `-`.
    case hyphen
    /// ・ became `.`; some banks want a space instead.
    case middleDot = "middle_dot"
    /// A small kana became a large one.
    case small
    /// ヲ became ｵ.
    case wo

    /// Orders by name.
    public static func < (left: BankKanaWarning, right: BankKanaWarning) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Why a text cannot stand in a bank file.
public enum BankKanaRefusal: Error, Equatable, CustomStringConvertible {
    /// A character that no rule turns into an allowed one, such as kanji.
    case character(Unicode.Scalar)
    /// More bytes than the field has; a voiced mark is a byte of its own.
    case tooLong(bytes: Int, limit: Int)
    /// Nothing but spaces.
    case empty

    /// `character U+8A66`.
    public var description: String {
        switch self {
        case .character(let scalar):
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "character U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        case .tooLong(let bytes, let limit): return "\(bytes) bytes, limit \(limit)"
        case .empty: return "empty"
        }
    }
}

/// A name or text in the single-byte kana of bank files (JIS X 0201).
///
/// Source: the Japanese Bankers Association's record formats, with the character tables of several banks. The
/// conversion helps; what the bank printed in the passbook decides.
public struct BankKana: Hashable, Sendable, CustomStringConvertible {
    /// One byte per character: ｱ…ﾝ are 0xB1–0xDD, the voiced marks 0xDE and 0xDF.
    public let bytes: [UInt8]
    /// What the conversion changed, in order of name.
    public let warnings: [BankKanaWarning]

    init(bytes: [UInt8], warnings: [BankKanaWarning]) {
        self.bytes = bytes
        self.warnings = warnings
    }

    /// The same characters as half-width text.
    public var description: String { BankKana.text(bytes) }

    /// Bytes of a bank file as half-width text: kana lie 0xFEC0 further on in Unicode.
    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let value = (0xA1...0xDF).contains(byte) ? UInt32(byte) + 0xFEC0 : UInt32(byte)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }
}

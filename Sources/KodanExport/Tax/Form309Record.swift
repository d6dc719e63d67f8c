import KodanDomain

/// One payment record (報酬、料金、契約金及び賞金の支払調書, type 309) as electronic filing wants it.
///
/// Shift_JIS with the kanji of levels 1 and 2 only, 53 items with commas between them and no quotes, CR LF. The last
/// item holds one space where there is no number, since it must not be empty.
public struct Form309Record: Hashable, Sendable {
    /// A character of a name or an address for which the standard form was written.
    public struct Replacement: Hashable, Sendable {
        /// The item's number, 1 to 53.
        public let item: Int
        /// What was given.
        public let from: Unicode.Scalar
        /// What was written.
        public let to: Unicode.Scalar
    }

    /// The items in order.
    public private(set) var items: [String]
    /// Where a standard form was written: a person should see it.
    public private(set) var replacements: [Replacement] = []

    /// Checks and widens 53 items of `payee`.
    init(
        _ written: [String],
        of payee: String,
        encoder: CP932Encoder
    ) throws(Form309Refused) {
        items = []
        for (index, layout) in Form309Item.all.enumerated() {
            let text = written[index]
            func refused(_ problem: Form309Problem) -> Form309Refused {
                Form309Refused(payee: payee, item: index + 1, problem: problem)
            }
            func fits(_ scalar: Unicode.Scalar) -> Bool {
                encoder.code(of: scalar).map { CP932Encoder.plane(of: $0) == .jis } ?? false
            }
            guard layout.isFullWidth else {
                if let odd = text.unicodeScalars.first(where: { !Form309Record.isHalfWidth($0) }) {
                    throw refused(.character(String(odd)))
                }
                guard text.utf8.count <= layout.limit else { throw refused(.tooLong(limit: layout.limit)) }
                items.append(text)
                continue
            }
            guard !Form309Record.hasLongNumber(text) else { throw refused(.longNumber) }
            let wide = FullWidth.text(text, fits: fits)
            if let odd = wide.text.unicodeScalars.first(where: { !fits($0) }) {
                throw refused(.character(String(odd)))
            }
            guard wide.text.unicodeScalars.count <= layout.limit else {
                throw refused(.tooLong(limit: layout.limit))
            }
            items.append(wide.text)
            replacements += wide.replaced.map { Replacement(item: index + 1, from: $0.from, to: $0.to) }
        }
        for item in [4, 5, 6, 10, 11, 12, 13, 14, 15, 17, 19, 52] where items[item - 1].isEmpty {
            throw Form309Refused(payee: payee, item: item, problem: .missing)
        }
    }

    /// A record as it was filed; nil unless it has all items.
    public init?(filed items: [String]) {
        guard items.count == Form309Item.all.count else { return nil }
        self.items = items
    }

    /// Whether it cancels a record that was filed.
    public var isCancellation: Bool { items[9] == "1" }

    /// The items without the sums that only told of the day of preparation: what was unpaid and not withheld.
    var lasting: [String] {
        var items = self.items
        for block in 0..<6 {
            items[17 + block * 6] = ""
            items[19 + block * 6] = ""
        }
        return items
    }

    /// The record that cancels this one after it was filed: the same, with the correction flag.
    public var cancellation: Form309Record {
        var record = self
        record.items[9] = "1"
        return record
    }

    /// The record's line.
    public func bytes(_ encoder: CP932Encoder) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            // Every character was looked up when the record was made.
            _ = encoder.append(item, to: &bytes)
        }
        return bytes + [0x0D, 0x0A]
    }

    /// Digits, hyphens, brackets and spaces: all that the half-width items hold.
    private static func isHalfWidth(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || "-() ".unicodeScalars.contains(scalar)
    }

    private static func hasLongNumber(_ text: String) -> Bool {
        var run = 0
        for scalar in nfkc(text).unicodeScalars where scalar != "-" && scalar != " " {
            run = ("0"..."9").contains(scalar) ? run + 1 : 0
            if run >= 12 { return true }
        }
        return false
    }
}

import Hummingbird
import KodanDomain

/// A name with its value as browsers write them in forms and in queries (`application/x-www-form-urlencoded`): `+` is a
/// space, `%E8` a byte of UTF-8.
struct EncodedPair {
    /// The name as it was written.
    let writtenName: String
    /// The name; nil where it cannot be read.
    let name: String?
    /// The value, empty where there is none; nil where it cannot be read.
    let value: String?

    /// The pairs in `bytes`, in order; an empty one counts for nothing.
    static func all(in bytes: [UInt8]) -> [EncodedPair] {
        bytes.split(separator: UInt8(ascii: "&")).map { EncodedPair($0) }
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        let parts = bytes.split(
            separator: UInt8(ascii: "="),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        writtenName = String(decoding: parts[0], as: UTF8.self)
        name = EncodedPair.text(parts[0])
        value = parts.count == 2 ? EncodedPair.text(parts[1]) : ""
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): plain.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexadecimalValue,
                    let low = rest.popFirst()?.hexadecimalValue
                else {
                    return nil
                }
                plain.append(high << 4 | low)
            default: plain.append(byte)
            }
        }
        return String(validating: plain, as: UTF8.self)
    }
}

extension Request {
    /// The pairs of the query, in order.
    var queryPairs: [EncodedPair] {
        guard let query = uri.query else { return [] }
        // Bytes that were no UTF-8 stand as U+FFFD by now; escaped it is a sign like any other.
        let isPlain = query.utf8.allSatisfy { $0 < 0x80 }
        return EncodedPair.all(in: Array((isPlain ? query : query.replacing("\u{FFFD}", with: "%FF")).utf8))
    }

    /// What the query says first as `name`; nil for nothing, and for what cannot be read.
    func query(_ name: some StringProtocol) -> String? {
        let name = String(name)
        return queryPairs.first { $0.name == name }?.value
    }
}

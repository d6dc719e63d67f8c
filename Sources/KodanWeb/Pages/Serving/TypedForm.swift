import HTTPTypes
import Hummingbird
import KodanPages
import KodanText

/// What was typed into a form (`application/x-www-form-urlencoded`), by the names of its fields.
struct TypedForm: Sendable {
    /// How many fields a form may have.
    static let mostFields = 500

    /// What was typed, without what was left empty.
    private(set) var values: [String: String]

    /// Reads the body of a form.
    ///
    /// Throws ``Problem`` for another type, for bytes that are no UTF-8, and for too many fields.
    init(_ bytes: [UInt8], type: String?) throws(Problem) {
        let name = (type ?? "").split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
        guard name == "application/x-www-form-urlencoded" else {
            throw Problem(
                .unsupportedMediaType,
                "unsupported_type",
                .mediaTypes(["application/x-www-form-urlencoded"])
            )
        }
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= TypedForm.mostFields else { throw .brokenBody }
        var values: [String: String] = [:]
        for pair in pairs {
            let parts = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = TypedForm.text(parts[0]),
                let value = parts.count == 2 ? TypedForm.text(parts[1]) : ""
            else { throw .brokenBody }
            // Browsers write line ends with two signs; the office counts one.
            let plain = value.replacing("\r\n", with: "\n")
            if !plain.isEmpty { values[name] = plain }
        }
        self.values = values
    }

    /// What was typed as `name`; nil for nothing.
    subscript(name: String) -> String? { values[name] }

    /// Whether a box was ticked.
    func isTicked(_ name: String) -> Bool { values[name] == "true" }

    /// Whether anything was typed beneath `name`.
    func says(_ name: String) -> Bool { values.keys.contains { $0.hasPrefix(name + "/") } }

    /// Takes `text` as what was typed as `name`.
    mutating func set(_ name: String, _ text: String?) { values[name] = text }

    /// The form with the `start` and `end` of a time that was typed beneath `name` as `day`, `from` and `to`, Japan's
    /// time.
    func withSpan(_ name: String) -> TypedForm {
        var form = self
        let day = values["\(name)/day"]
        for (typed, meant) in [("from", "start"), ("to", "end")] {
            if let day, let time = values["\(name)/\(typed)"] {
                form.values["\(name)/\(meant)"] = "\(day)T\(time):00+09:00"
            }
            form.values["\(name)/\(typed)"] = nil
        }
        form.values["\(name)/day"] = nil
        // What was typed in part is missed in part.
        if day != nil, form.values["\(name)/start"] == nil { form.values["\(name)/start"] = "-" }
        return form
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): plain.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexadecimal, let low = rest.popFirst()?.hexadecimal else {
                    return nil
                }
                plain.append(high << 4 | low)
            default: plain.append(byte)
            }
        }
        guard !plain.contains(0) else { return nil }
        return String(validating: plain, as: UTF8.self)
    }
}

extension UInt8 {
    /// What a hexadecimal digit counts; nil for another sign.
    fileprivate var hexadecimal: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

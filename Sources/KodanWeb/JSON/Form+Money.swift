import KodanDomain
import KodanText

/// Fields of bodies about money.
extension Form {
    /// Whole yen within `bounds`.
    func yen(_ name: String, _ need: Need = .required, within bounds: ClosedRange<Int64>) -> Yen? {
        integer(name, need, within: Int(bounds.lowerBound)...Int(bounds.upperBound)).map { Yen(Int64($0)) }
    }

    /// A whole number within `bounds`.
    func integer(_ name: String, _ need: Need = .required, within bounds: ClosedRange<Int>) -> Int? {
        if case .number(let text)? = find(name), text.isWholeNumber {
            // Whole, and beyond what a machine word holds: outside of any bounds.
            faults.add(pointer(to: name), .integer(bounds))
            return nil
        }
        guard let number = integer(name, need) else { return nil }
        guard bounds.contains(number) else {
            faults.add(pointer(to: name), .integer(bounds))
            return nil
        }
        return number
    }

    /// The days from `from` to `end`, that day included; without it until further notice.
    func validity(to end: String = "to") -> DateRange? {
        let first = day("from")
        let last = day(end, .optional)
        guard let first else { return nil }
        guard let range = DateRange(first: first, last: last) else {
            faults.add(pointer(to: end), .dateWithin(DateRange(first...)))
            return nil
        }
        return range
    }

    /// Words of at most `limit` characters, as a rule of the domain takes them.
    func words(_ name: String, _ field: Field, _ need: Need = .required, atMost limit: Int) -> String? {
        made(name, need) { text throws(FieldRefused) in try text.plainText(field, atMost: limit) }
    }
}

extension String {
    /// Whether digits are all that stands here, but for a sign.
    fileprivate var isWholeNumber: Bool {
        let digits = utf8.drop { $0 == UInt8(ascii: "-") }
        return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}

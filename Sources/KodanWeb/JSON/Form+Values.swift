import KodanDomain
import KodanText

extension Form {
    /// The years that lectures can lie in; further ones are slips of the pen, and the database knows no year 0.
    static let years = 1900...2200

    /// A text.
    func text(_ name: String, _ need: Need = .required) -> String? {
        value(name, need, "text", .expected(.text)) { value in
            if case .string(let text) = value { text } else { nil }
        }
    }

    /// A whole number.
    func integer(_ name: String, _ need: Need = .required) -> Int? {
        value(name, need, "whole_number", .expected(.wholeNumber)) { value in
            if case .integer(let number) = value { number } else { nil }
        }
    }

    /// True or false.
    func flag(_ name: String, _ need: Need = .required) -> Bool? {
        value(name, need, "true_or_false", .expected(.trueOrFalse)) { value in
            if case .bool(let flag) = value { flag } else { nil }
        }
    }

    /// A key with its prefix, `org-1`.
    func key<Of: Keyed>(_ name: String, _ need: Need = .required, of _: Of.Type = Of.self) -> ID<Of>? {
        value(name, need, "key", .expected(.key(Of.keyPrefix))) { value in
            if case .string(let text) = value { ID<Of>(text) } else { nil }
        }
    }

    /// A moment in RFC 3339.
    func instant(_ name: String, _ need: Need = .required) -> Instant? {
        value(name, need, "moment", .expected(.moment)) { value in
            if case .string(let text) = value { Form.instant(text) } else { nil }
        }
    }

    /// A day in ISO 8601.
    func day(_ name: String, _ need: Need = .required) -> LocalDate? {
        value(name, need, Expected.date.code, .expected(.day)) { value in
            if case .string(let text) = value { Form.day(text) } else { nil }
        }
    }

    /// A day of ``years``, as the contract's schema writes it; nil for any other text.
    static func day(_ text: String) -> LocalDate? {
        LocalDate(text).flatMap { years.contains($0.year) ? $0 : nil }
    }

    /// A month of ``years``; nil for any other text.
    static func month(_ text: String) -> YearMonth? {
        YearMonth(text).flatMap { years.contains($0.year) ? $0 : nil }
    }

    /// A moment that is written with one of ``years``; nil for any other text.
    static func instant(_ text: String) -> Instant? {
        guard let year = Int(text.prefix(4)), years.contains(year) else { return nil }
        return Instant(text)
    }

    /// One of the cases of an enum.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        _ need: Need = .required,
        of _: Choice.Type = Choice.self
    ) -> Choice? where Choice.RawValue == String {
        guard let text = text(name, need) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            faults.add(pointer(to: name), .oneOf(Choice.allCases.map(\.rawValue)))
            return nil
        }
        return choice
    }

    /// A text that `make` takes; its refusal is noted.
    func made<Value>(
        _ name: String,
        _ need: Need = .required,
        _ make: (String) throws(FieldRefused) -> Value
    ) -> Value? {
        guard let text = text(name, need) else { return nil }
        do throws(FieldRefused) {
            return try make(text)
        } catch {
            faults.add(pointer(to: name), error.expected)
            return nil
        }
    }

    /// A list of texts, each of which `make` takes; refusals are noted.
    ///
    /// Empty if it is absent.
    func texts<Value>(
        _ name: String,
        atMost limit: Int,
        _ make: (String) throws(FieldRefused) -> Value
    ) -> [Value]? {
        elements(name, 0...limit) { value, pointer in
            guard case .string(let text) = value else {
                faults.add(pointer, "text", .expected(.text))
                return nil
            }
            do throws(FieldRefused) {
                return try make(text)
            } catch {
                faults.add(pointer, error.expected)
                return nil
            }
        }
    }

    /// A list of keys with their prefix.
    ///
    /// Empty if it is absent.
    func keys<Of: Keyed>(_ name: String, atMost limit: Int, of _: Of.Type = Of.self) -> [ID<Of>]? {
        elements(name, 0...limit) { value, pointer in
            guard case .string(let text) = value, let key = ID<Of>(text) else {
                faults.add(pointer, "key", .expected(.key(Of.keyPrefix)))
                return nil
            }
            return key
        }
    }

    /// A list of texts that `read` takes, 1 to `limit`, each once.
    func list<Value: Hashable>(_ name: String, atMost limit: Int, _ read: (String) -> Value?) -> [Value]? {
        guard find(name) != nil else {
            faults.add(pointer(to: name), .present)
            return nil
        }
        var seen: Set<Value> = []
        return elements(name, 1...limit) { value, pointer in
            guard case .string(let text) = value, let value = read(text) else {
                faults.add(pointer, "key", .expected(.anyKey))
                return nil
            }
            if !seen.insert(value).inserted { faults.add(pointer, .once) }
            return value
        }
    }

    private func elements<Value>(
        _ name: String,
        _ bounds: ClosedRange<Int>,
        _ read: (JSONValue, String) -> Value?
    ) -> [Value]? {
        guard let found = find(name) else { return [] }
        guard case .array(let elements) = found else {
            faults.add(pointer(to: name), "list", .expected(.list))
            return nil
        }
        guard bounds.contains(elements.count) else {
            faults.add(pointer(to: name), .count(bounds))
            return nil
        }
        let values = elements.enumerated().map { read($1, pointer(to: name) + "/\($0)") }
        return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
    }

    /// An object with `start` and `end`, the end later.
    func span(_ name: String) -> TimeRange? {
        part(name)?.span()
    }

    /// This object's own `start` and `end`, the end later.
    func span() -> TimeRange? {
        // Both are read before either is missed.
        let start = instant("start")
        let end = instant("end")
        guard let start, let end else { return nil }
        guard let span = TimeRange(start: start, end: end) else {
            faults.add(pointer(to: "end"), "later", .body(.endNotLater))
            return nil
        }
        return span
    }

    /// For whom somebody acts, such as a host who phoned; at most 100 characters.
    func onBehalfOf() -> String? {
        made("on_behalf_of", .optional) { text throws(FieldRefused) in
            try text.plainText(.contactName, atMost: 100)
        }
    }

    /// A reason; what it may be is the use case's to say.
    func reason(_ name: String = "reason") -> String {
        text(name) ?? ""
    }

    private func value<Value>(
        _ name: String,
        _ need: Need,
        _ code: String,
        _ detail: CallText,
        _ read: (JSONValue) -> Value?
    ) -> Value? {
        guard let found = find(name) else {
            if need == .required { faults.add(pointer(to: name), .present) }
            return nil
        }
        guard let value = read(found) else {
            faults.add(pointer(to: name), code, detail)
            return nil
        }
        return value
    }
}

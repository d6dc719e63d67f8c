import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The parameters of a request's query; one that nobody asked for is refused, as is one that is given twice or cannot
/// be read.
struct Query {
    private var values: [String: String] = [:]

    /// Reads the parameters of an operation, which are among `parameters`.
    init(_ request: Request, parameters: [QueryParameter]) throws(Problem) {
        for pair in request.queryPairs {
            let name = pair.name ?? pair.writtenName
            guard parameters.contains(where: { $0.name == name }) else {
                throw .parameter(String(name.prefix(40)), "unknown_parameter", .parameterUnknown)
            }
            guard let value = pair.value else { throw .parameter(name, "encoding", .parameterUnreadable) }
            guard values.updateValue(value, forKey: name) == nil else {
                throw .parameter(name, "once", .parameterTwice)
            }
        }
        for parameter in parameters where parameter.isRequired && values[parameter.name] == nil {
            throw .parameter(parameter.name, "present", .parameterMissing)
        }
    }

    /// The value of `name`, made of its text by `make`; nil if it is absent.
    func value<Value>(_ name: String, _ expected: ValueText, _ make: (String) -> Value?) throws(Problem)
        -> Value?
    {
        guard let text = values[name] else { return nil }
        guard let value = make(text) else {
            throw .parameter(name, "wrong_value", .expected(expected))
        }
        return value
    }

    /// A key with its prefix.
    func key<Of: Keyed>(_ name: String, of _: Of.Type = Of.self) throws(Problem) -> ID<Of>? {
        try value(name, .key(Of.keyPrefix)) { ID<Of>($0) }
    }

    /// One of the cases of an enum.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String,
        of _: Choice.Type = Choice.self
    ) throws(Problem) -> Choice? where Choice.RawValue == String {
        try value(name, .oneOf(Choice.allCases.map(\.rawValue))) {
            Choice(rawValue: $0)
        }
    }

    /// Some of the cases of an enum, with commas between them; none if it is absent.
    func choices<Choice: RawRepresentable & CaseIterable & Hashable>(
        _ name: String,
        of _: Choice.Type = Choice.self
    ) throws(Problem) -> Set<Choice> where Choice.RawValue == String {
        try value(name, .someOf(Choice.allCases.map(\.rawValue))) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
            let choices = parts.compactMap { Choice(rawValue: $0) }
            return choices.count == parts.count ? Set(choices) : nil
        } ?? []
    }

    /// A day in ISO 8601.
    func day(_ name: String) throws(Problem) -> LocalDate? {
        try value(name, .day) { Form.day($0) }
    }

    /// A moment in RFC 3339; the plus of its offset may come unescaped, which is read as a space.
    func instant(_ name: String) throws(Problem) -> Instant? {
        try value(name, .moment) { Form.instant($0.replacing(" ", with: "+")) }
    }

    /// True or false; false if it is absent.
    func flag(_ name: String) throws(Problem) -> Bool {
        try value(name, .trueOrFalse) { Bool($0) } ?? false
    }

    /// How many entries are wanted.
    func limit() throws(Problem) -> PageLimit {
        try value("limit", .number(PageLimit.bounds)) { Int($0).flatMap { PageLimit($0) } } ?? .standard
    }

    /// The address of the page that begins at `next`, which the parameter `name` takes, for the header Link (RFC 8288).
    func link(path: String, by name: String, _ next: String) -> String {
        let others = values.filter { $0.key != name }.sorted { $0.key < $1.key }.map {
            "\($0.key)=\($0.value.percentEncoded)"
        }
        return "<\(path)?" + (["\(name)=\(next)"] + others).joined(separator: "&") + ">; rel=\"next\""
    }
}

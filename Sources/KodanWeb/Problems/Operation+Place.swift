import HTTPTypes
import KodanDomain

/// Where in a call the cause of a refusal lies.
enum Place: Equatable {
    /// In the body, a JSON pointer (RFC 6901); the empty one is the whole body.
    case pointer(String)
    /// In this parameter of the query or the path.
    case parameter(String)
    /// In this header.
    case header(String)
    /// In a value that the call does not have by itself.
    case unsaid
}

extension Operation {
    /// Where in a call with this body the cause of `refusal` lies; nil where it is in nothing that was sent.
    ///
    /// An operation says it itself where it knows better (``placing``). Else the value is looked for that was refused,
    /// and then a member or a parameter with the name of the field. What nothing in the body and the query says was
    /// said by the path: of a month that has not come, its file cannot be had.
    func place(of refusal: Refusal, in body: [UInt8]) -> Place? {
        let sent = (try? JSONReader.value(of: body)) ?? .null
        if let place = placing(refusal, sent) { return place }
        if let value = refusal.refusedValue, let pointer = sent.pointer(where: { $1 == .string(value) }) {
            return .pointer(pointer)
        }
        guard let path = refusal.pointer?.dropFirst() else { return placeInPath(of: refusal) }
        let name = path.prefix { $0 != "/" }
        if case .json(let schema) = self.body, let pointer = schema.pointer(to: String(name)) {
            return .pointer(pointer + path.dropFirst(name.count))
        }
        if query.contains(where: { $0.name == name }) { return .parameter(String(name)) }
        if case .field = refusal { return .unsaid }
        return placeInPath(of: refusal)
    }

    /// The last parameter of the path, for a refusal of what was sent.
    private func placeInPath(of refusal: Refusal) -> Place? {
        guard refusal.status == .unprocessableContent else { return nil }
        return pathParameters.last.map { .parameter($0.name) }
    }
}

extension Refusal {
    /// The text that names nothing.
    fileprivate var refusedValue: String? {
        switch self {
        case .notFound(let text, _): text
        case .unknownCode(_, let code): code
        default: nil
        }
    }
}

extension Refusal {
    /// Where in a call whose body is a file the cause lies: in the type that is declared, or in the file.
    var placeInUpload: Place? {
        guard case .field(let refused) = self, [.evidence, .file].contains(refused.field) else { return nil }
        if case .oneOf = refused.expected { return .header("Content-Type") }
        return .pointer("")
    }
}

extension JSONValue {
    /// Where the first member or element stands that `matches`; an element has the name of its list.
    func pointer(where matches: (_ name: String, _ value: JSONValue) -> Bool) -> String? {
        pointer(under: "", named: "", matches)
    }

    private func pointer(
        under path: String,
        named name: String,
        _ matches: (String, JSONValue) -> Bool
    ) -> String? {
        if matches(name, self) { return path }
        switch self {
        case .object(let members):
            for member in members {
                let place = path + Form.step(to: member.name)
                if let found = member.value.pointer(under: place, named: member.name, matches) {
                    return found
                }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                if let found = element.pointer(under: "\(path)/\(index)", named: name, matches) {
                    return found
                }
            }
        default: break
        }
        return nil
    }
}

extension Schema {
    /// Where the member `name` of an object stands, as near to its root as there is one; nothing within lists.
    fileprivate func pointer(to name: String) -> String? {
        switch self {
        case .form(let properties), .body(let properties):
            if properties.contains(where: { $0.name == name }) { return "/\(name)" }
            for property in properties {
                if let inner = property.schema.pointer(to: name) { return "/\(property.name)\(inner)" }
            }
            return nil
        case .either(let forms): return forms.lazy.compactMap { $0.pointer(to: name) }.first
        case .named(_, let schema): return schema.pointer(to: name)
        case .text, .integer, .flag, .choice, .list, .texts: return nil
        }
    }
}

import HTTPTypes
import KodanDomain
import KodanText

/// An object of a body, read field by field; what is wrong is noted and reading goes on.
///
/// A reading function gives nil where it noted something, and where an optional field is absent or null. Not
/// Sendable: it lives while one body is read.
final class Form {
    let faults: Faults
    private let pointer: String
    private var members: [JSONMember] = []
    private var known: Set<String> = []
    private var parts: [Form] = []

    /// The form of a whole body.
    init(language: Language) {
        faults = Faults(language: language)
        pointer = ""
    }

    /// The form of a body's bytes.
    ///
    /// Throws ``Problem``: 400 for what is no JSON, 422 for JSON that is no object.
    convenience init(_ bytes: [UInt8], language: Language) throws(Problem) {
        self.init(language: language)
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONReader.value(of: bytes)
        } catch {
            throw Problem(
                .badRequest,
                "malformed_json",
                .body(.malformedJSON(error.trouble, offset: error.offset))
            )
        }
        guard fill(with: value) else { throw faults.problem }
    }

    private init(part pointer: String, of whole: Form) {
        faults = whole.faults
        self.pointer = pointer
    }

    /// Takes the members of an object; notes any other value and says false.
    func fill(with value: JSONValue) -> Bool {
        guard case .object(let members) = value else {
            faults.add(pointer, "object", .expected(.object))
            return false
        }
        self.members = members
        return true
    }

    /// Where the field `name` stands.
    func pointer(to name: String) -> String {
        pointer + Form.step(to: name)
    }

    /// The step of a pointer from an object to its member `name`; RFC 6901 escapes its two signs.
    static func step(to name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// Refuses everything that was noted, and fields that nobody asked for; to be called last.
    func end() throws(Problem) {
        noteUnknown()
        guard faults.entries.isEmpty else { throw faults.problem }
    }

    /// Notes what is wrong with a field beside its own form.
    func refuse(_ name: String, _ code: String, _ detail: CallText) {
        faults.add(pointer(to: name), code, detail)
    }

    /// Notes each of the fields `others` that is there: they exclude the field `name`, which is.
    func refuse(_ others: [String], beside name: String) {
        for other in others where find(other) != nil {
            refuse(other, "either", .body(.eitherField(name, other)))
        }
    }

    private func noteUnknown() {
        for member in members where !known.contains(member.name) {
            faults.add(pointer(to: member.name), "unknown_field", .body(.fieldUnknown))
        }
        for part in parts { part.noteUnknown() }
    }

    /// The value of a field; nil if it is absent or null.
    func find(_ name: String) -> JSONValue? {
        known.insert(name)
        guard let value = members.first(where: { $0.name == name })?.value, value != .null else { return nil }
        return value
    }

    /// Whether a field is there and holds null: where that empties something it differs from being absent.
    func isNull(_ name: String) -> Bool {
        known.insert(name)
        return members.first { $0.name == name }?.value == .null
    }

    /// An object in a field.
    func part(_ name: String, _ need: Need = .required) -> Form? {
        guard let value = find(name) else {
            if need == .required { faults.add(pointer(to: name), .present) }
            return nil
        }
        return part(value, at: pointer(to: name))
    }

    /// The objects of a list, at most `limit`; further ones are noted, not read.
    func parts(_ name: String, atMost limit: Int, _ need: Need = .required) -> [Form]? {
        guard let value = find(name) else {
            if need == .required { faults.add(pointer(to: name), .present) }
            return need == .required ? nil : []
        }
        guard case .array(let elements) = value else {
            faults.add(pointer(to: name), "list", .expected(.list))
            return nil
        }
        guard elements.count <= limit else {
            faults.add(pointer(to: name), .count(0...limit))
            return nil
        }
        let forms = elements.enumerated().map { part($1, at: pointer(to: name) + "/\($0)") }
        return forms.contains { $0 == nil } ? nil : forms.compactMap { $0 }
    }

    private func part(_ value: JSONValue, at pointer: String) -> Form? {
        let form = Form(part: pointer, of: self)
        guard form.fill(with: value) else { return nil }
        parts.append(form)
        return form
    }
}

/// Whether a field must be there.
enum Need {
    case required
    case optional
}

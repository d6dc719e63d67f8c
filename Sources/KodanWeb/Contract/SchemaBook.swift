/// Writes schemas in the words of JSON Schema, and keeps those with a name, each once.
struct SchemaBook {
    private var known: Set<String> = []
    /// The named ones, in the order in which they were first used.
    private(set) var definitions: [JSONMember] = []

    /// `schema` as it stands in the document; a named one is referred to.
    mutating func describe(_ schema: Schema) -> JSONValue {
        switch schema {
        case .text(let text): describe(text)
        case .integer(let range, _):
            .members(
                [("type", .string("integer"))]
                    + (SchemaBook.isWide(range) ? [("format", .string("int64"))] : [])
                    + [("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound))]
            )
        case .flag: .members([("type", .string("boolean"))])
        case .choice(let choices, _):
            .members([("type", .string("string")), ("enum", .array(choices.map(JSONValue.string)))])
        case .list(let element, let least, let limit, let once):
            .members(
                [("type", .string("array")), ("items", describe(element))]
                    + (least > 0 ? [("minItems", .integer(least))] : [])
                    + (limit.map { [("maxItems", JSONValue.integer($0))] } ?? [])
                    + (once ? [("uniqueItems", .bool(true))] : [])
            )
        case .form(let properties): describe(properties, takesNull: true)
        case .body(let properties): describe(properties, takesNull: false)
        case .either(let forms): .members([("anyOf", .array(forms.map { describe($0) }))])
        case .texts:
            .members([
                ("type", .string("object")),
                ("additionalProperties", .members([("type", .string("string"))])),
            ])
        case .named(let name, let schema): refer(to: name, schema)
        }
    }

    /// Whether numbers of `range` need more than 32 bits: programs that are made of the contract go by the format.
    private static func isWide(_ range: ClosedRange<Int>) -> Bool {
        range.lowerBound < Int(Int32.min) || range.upperBound > Int(Int32.max)
    }

    private mutating func refer(to name: String, _ schema: Schema) -> JSONValue {
        if known.insert(name).inserted {
            let definition = describe(schema)
            definitions.append(JSONMember(name: name, value: definition))
        } else {
            assert(
                definitions.allSatisfy { $0.name != name || $0.value == describe(schema) },
                "two are called \(name)"
            )
        }
        return .members([("$ref", .string("#/components/schemas/\(name)"))])
    }

    private func describe(_ text: Schema.Text) -> JSONValue {
        var members: [(String, JSONValue)] = [("type", .string("string"))]
        if let length = text.length {
            if length.lowerBound > 0 { members.append(("minLength", .integer(length.lowerBound))) }
            members.append(("maxLength", .integer(length.upperBound)))
        }
        if let format = text.format { members.append(("format", .string(format))) }
        if let pattern = text.pattern { members.append(("pattern", .string(pattern))) }
        return .members(members)
    }

    private mutating func describe(_ properties: [Schema.Property], takesNull: Bool) -> JSONValue {
        var members: [(String, JSONValue)] = [("type", .string("object"))]
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        var described: [(String, JSONValue)] = []
        for property in properties {
            var value = describe(property.schema)
            if takesNull, !property.isRequired {
                value = .members([("anyOf", .array([value, .members([("type", .string("null"))])]))])
            }
            if let note = property.note, case .object(let members) = value {
                value = .object(members + [JSONMember(name: "description", value: .string(note))])
            }
            described.append((property.name, value))
        }
        members.append(("properties", .members(described)))
        // No closed answers: a member that is added later is to stop no program that was made of the contract.
        if takesNull { members.append(("additionalProperties", .bool(false))) }
        return .members(members)
    }
}

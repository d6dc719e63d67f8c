import HTTPTypes
import KodanDomain

/// The contract as an OpenAPI 3.1 document, made of the operations that the router serves.
struct OpenAPI {
    /// What holds for all of it.
    static let introduction = """
        The Security Presenter programme (セキュリティプレゼンター): from a request for a lecture to the honorarium that is \
        paid. Keys carry the prefix of their kind (req-1042), moments are RFC 3339 with an offset, amounts are whole \
        yen. Errors are application/problem+json with a stable type; messages are Japanese or English, by \
        Accept-Language. Lists are paged: next, or the header Link, tells where the following page begins. A call that \
        makes something carries an Idempotency-Key; a change of what was read, and an approval of payments, an If-Match \
        with its ETag. Who keeps a copy of what is here follows listAuditEvents with sealed=true. A query is UTF-8 as \
        forms encode it: + is a space, %2B a plus, which the offset of a moment may leave as it is. An operation \
        without a body takes none, or {}. Operations that a mailed link opens say so; for all others it is refused.

        Who asks is told by `Authorization: Bearer kdn_…`: a token for one role, which its holder makes on the page \
        /tokens and an administrator with issueToken or the command `kodan tokens issue`. What anybody may ask takes none.

        Texts are kept as Unicode normalizes them (NFKC: half-width katakana become full-width, full-width digits ASCII), \
        without spaces at their ends, and may differ from what was sent. They take no control, format, private or \
        unassigned characters; long texts take line breaks, which become single line feeds. In a change, null counts as \
        absent unless the operation says what it empties. New kinds of problems, new members of answers and new values \
        of a state may be added; nothing else changes under /v1.
        """

    private let operations: [Operation]
    private let cookie: SessionCookie

    init(_ operations: [Operation], cookie: SessionCookie = SessionCookie(isSecure: false)) {
        self.operations = operations
        self.cookie = cookie
    }

    /// The document.
    var document: JSONValue {
        var schemas = SchemaBook()
        let paths = paths(&schemas)
        return .members([
            ("openapi", .string("3.1.0")),
            ("info", info),
            ("servers", .array([.members([("url", .string("/"))])])),
            ("tags", tags),
            ("paths", paths),
            (
                "components",
                .members([
                    ("schemas", .object(schemas.definitions + [ProblemContract.schema])),
                    ("responses", ProblemContract.responses),
                    ("headers", HeaderContract.components),
                    ("securitySchemes", securitySchemes),
                ])
            ),
        ])
    }

    private var info: JSONValue {
        .members([
            ("title", .string("Kodan (講壇)")),
            ("version", .string("1")),
            ("description", .string(OpenAPI.introduction)),
        ])
    }

    private var tags: JSONValue {
        let used = Set(operations.map(\.area))
        return .array(
            Area.allCases.filter(used.contains).map { area in
                .members([("name", .string(area.rawValue)), ("description", .string(area.summary))])
            }
        )
    }

    private var securitySchemes: JSONValue {
        let links = MailedLink.allCases.map { link in
            (
                link.rawValue,
                JSONValue.members([
                    ("type", .string("http")), ("scheme", .string("bearer")),
                    ("description", .string(link.note)),
                ])
            )
        }
        return .members(
            [
                (
                    "token",
                    .members([
                        ("type", .string("http")), ("scheme", .string("bearer")),
                        (
                            "description",
                            .string("An access token, `kdn_…`, perhaps limited to scopes.")
                        ),
                    ])
                ),
                (
                    "session",
                    .members([
                        ("type", .string("apiKey")), ("in", .string("cookie")),
                        ("name", .string(cookie.name)),
                        (
                            "description",
                            .string(
                                "A session; each change also wants the header `X-CSRF-Token` that it was told."
                            )
                        ),
                    ])
                ),
            ] + links
        )
    }

    private func paths(_ schemas: inout SchemaBook) -> JSONValue {
        var order: [String] = []
        var members: [String: [JSONMember]] = [:]
        for operation in operations {
            if members[operation.path] == nil { order.append(operation.path) }
            let member = JSONMember(
                name: operation.method.rawValue.lowercased(),
                value: describe(operation, &schemas)
            )
            members[operation.path, default: []].append(member)
        }
        return .object(order.map { JSONMember(name: $0, value: .object(members[$0] ?? [])) })
    }

    private func describe(_ operation: Operation, _ schemas: inout SchemaBook) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("operationId", .string(operation.id)),
            ("tags", .array([.string(operation.area.rawValue)])),
            ("summary", .string(operation.summary)),
        ]
        if let text = operation.description { members.append(("description", .string(text))) }
        let parameters = parameters(of: operation, &schemas)
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if let body = operation.body {
            members.append(("requestBody", describe(body, of: operation, &schemas)))
        }
        members.append(("responses", responses(of: operation, &schemas)))
        let names = (operation.isOfSession ? [] : ["token"]) + ["session"] + operation.links.map(\.rawValue)
        let schemes = names.map { JSONValue.members([($0, .array([]))]) }
        members.append(("security", .array(operation.roles.isEmpty ? [] : schemes)))
        if !operation.roles.isEmpty {
            let roles = Role.allCases.filter(operation.roles.contains)
            members.append(("x-roles", .array(roles.map { .string($0.rawValue) })))
        }
        if !operation.refusals.isEmpty {
            members.append(
                ("x-problems", .array(operation.refusals.map { .string(ProblemContract.type($0)) }))
            )
        }
        return .members(members)
    }

    private func parameters(of operation: Operation, _ schemas: inout SchemaBook) -> [JSONValue] {
        let inPath = operation.pathParameters.map { path in
            parameter(path.name, in: "path", path.schema, path.note, isRequired: true, &schemas)
        }
        let inQuery = operation.query.map { query in
            parameter(
                query.name,
                in: "query",
                query.schema,
                query.note,
                isRequired: query.isRequired,
                &schemas
            )
        }
        let inHeader = operation.headers.map { header in
            parameter(
                header.name,
                in: "header",
                header.schema,
                header.note,
                isRequired: header.isRequired,
                &schemas
            )
        }
        return inPath + inQuery + inHeader
    }

    private func parameter(
        _ name: String,
        in place: String,
        _ schema: Schema,
        _ note: String,
        isRequired: Bool,
        _ schemas: inout SchemaBook
    ) -> JSONValue {
        .members([
            ("name", .string(name)), ("in", .string(place)), ("required", .bool(isRequired)),
            ("description", .string(note)), ("schema", schemas.describe(schema)),
            ("example", schema.example),
        ])
    }

    private func describe(
        _ body: Operation.Body,
        of operation: Operation,
        _ schemas: inout SchemaBook
    ) -> JSONValue {
        switch body {
        case .json(let schema):
            let content = JSONValue.members([
                ("application/json", media(schema.called(operation.id + "Form"), &schemas))
            ])
            // Without one nothing would be changed.
            let isRequired = !schema.mayBeEmpty || operation.changesWhatWasRead
            return .members([("required", .bool(isRequired)), ("content", content)])
        case .file(let types, _): return file(types + ["application/octet-stream"])
        case .whole(let types, let example): return file(types, example)
        }
    }

    private func file(_ types: [String], _ example: String? = nil) -> JSONValue {
        .members([("required", .bool(true)), ("content", OpenAPI.bytes(types, example: example))])
    }

    /// Bytes of one of these media types, as programs that are made of the contract know them; `json` says what those
    /// of JSON hold.
    private static func bytes(
        _ types: [String],
        _ json: JSONValue? = nil,
        example: String? = nil
    ) -> JSONValue {
        let plain = JSONValue.members([("type", .string("string")), ("format", .string("binary"))])
        let examples = example.map { [("example", JSONValue.string($0))] } ?? []
        return .members(
            types.map { type -> (String, JSONValue) in
                let schema = type == "application/json" ? json ?? plain : plain
                return (type, .members([("schema", schema)] + examples))
            }
        )
    }

    private func media(_ schema: Schema, _ schemas: inout SchemaBook) -> JSONValue {
        .members([("schema", schemas.describe(schema)), ("example", schema.example)])
    }

    private func responses(of operation: Operation, _ schemas: inout SchemaBook) -> JSONValue {
        var members: [(String, JSONValue)] = []
        for answer in operation.answers {
            let headers = HeaderContract.all(of: answer, to: operation)
            var parts: [(String, JSONValue)] = [
                ("description", .string(answer.note)), ("headers", HeaderContract.references(to: headers)),
            ]
            switch answer.content {
            case .json(let schema):
                let media = media(schema.called(operation.id + "Answer"), &schemas)
                parts.append(("content", .members([("application/json", media)])))
            case .file(let types, let json): parts.append(("content", OpenAPI.bytes(types, json)))
            case .nothing: break
            }
            members.append((String(answer.status.code), .members(parts)))
        }
        if operation.isTagged {
            let headers = HeaderContract.references(to: HeaderContract.always + [.tag])
            members.append(
                ("304", .members([("description", .string("It has not changed.")), ("headers", headers)]))
            )
        }
        for status in operation.problemStatuses {
            let reference = "#/components/responses/\(ProblemContract.name(of: status))"
            members.append((String(status), .members([("$ref", .string(reference))])))
        }
        return .members(members)
    }
}

extension JSONValue {
    /// An object of these members, in this order.
    static func members(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { JSONMember(name: $0.0, value: $0.1) })
    }
}

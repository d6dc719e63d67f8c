/// How the contract tells of problems.
enum ProblemContract {
    /// The URN of the problem with this code.
    static func type(_ code: String) -> String { "urn:kodan:problem:\(code)" }

    /// The name of the response with this status.
    static func name(of status: Int) -> String { "Problem\(status)" }

    private static let statuses: [(Int, String)] = [
        (400, "What was sent cannot be read."),
        (401, "Nobody is signed in, or the credential no longer serves."),
        (403, "The role may not do this."),
        (404, "There is no such thing, or it is not the asker's to see."),
        (408, "The body did not arrive in time."),
        (409, "The state of things does not allow it."),
        (410, "It served until now, and no longer does."),
        (412, "It has changed since it was read."),
        (413, "The body is too large: JSON has at most 1 MiB where the server is not set otherwise."),
        (415, "The body is of another type."),
        (422, "Fields are not as they should be; each is named."),
        (428, "`If-Match` is missing."),
        (429, "Too many requests; `Retry-After` says when to come again."),
        (431, "The header is too large."),
        (500, "Something went wrong here."),
        (503, "The server cannot serve now; `Retry-After` says when to come again."),
    ]

    /// The responses that operations refer to.
    static var responses: JSONValue {
        .members(
            statuses.map { status, note in
                let reference = JSONValue.members([("$ref", .string("#/components/schemas/Problem"))])
                let content = JSONValue.members([
                    ("application/problem+json", .members([("schema", reference)]))
                ])
                let headers = HeaderContract.references(to: HeaderContract.all(ofProblem: status))
                let response = JSONValue.members([
                    ("description", .string(note)), ("headers", headers), ("content", content),
                ])
                return (name(of: status), response)
            }
        )
    }

    /// A problem as it is answered: a quote of tax for the thirtieth of February.
    static let example = JSONValue.members([
        ("type", .string(ProblemContract.type("invalid_body"))), ("title", .string("Invalid body")),
        ("status", .integer(422)),
        ("detail", .string("One field is not as it should be.")),
        (
            "errors",
            .array([
                .members([
                    ("pointer", .string("/date")), ("code", .string("date")),
                    ("detail", .string("A day such as 2026-12-05 is expected.")),
                ])
            ])
        ),
        ("request_id", .string("1e48883e570dbbabd34fa1050c8a4ad2")),
    ])

    private static func text(_ note: String) -> JSONValue {
        .members([("type", .string("string")), ("description", .string(note))])
    }

    /// What a problem looks like.
    static var schema: JSONMember {
        let entry = JSONValue.members([
            ("type", .string("object")),
            ("required", .array([.string("code"), .string("detail")])),
            (
                "properties",
                .members([
                    ("pointer", text("Where in the body it lies (RFC 6901).")),
                    ("parameter", text("Which parameter of the query or the path it is.")),
                    ("header", text("Which header it is.")),
                    ("code", text("What is wrong, for programs.")), ("detail", text("The same, for people.")),
                ])
            ),
        ])
        // No closed list: a kind that is added later is to stop no program that reads problems.
        let types = JSONValue.members([
            ("type", .string("string")), ("pattern", .string("^urn:kodan:problem:[a-z0-9_]+$")),
            ("description", .string("What went wrong; `x-problems` has all kinds that there are.")),
            (
                "x-problems",
                .members(ProblemTypes.all.map { (type($0.code), .string($0.meaning)) })
            ),
        ])
        let properties = JSONValue.members([
            ("type", types), ("title", text("What kind it is, for people.")),
            ("status", .members([("type", .string("integer"))])),
            ("detail", text("What happened and what to do, for people.")),
            ("request_id", text("By what the log knows the call; also the header X-Request-Id.")),
            ("errors", .members([("type", .string("array")), ("items", entry)])),
        ])
        let required = ["type", "title", "status", "detail", "request_id"]
        return JSONMember(
            name: "Problem",
            value: .members([
                ("type", .string("object")), ("required", .array(required.map(JSONValue.string))),
                ("properties", properties),
                ("examples", .array([example])),
            ])
        )
    }
}

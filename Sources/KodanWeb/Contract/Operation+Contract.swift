import KodanDomain

/// A header that an operation takes.
struct HeaderParameter: Sendable {
    let name: String
    let schema: Schema
    let note: String
    let isRequired: Bool
}

extension Operation {
    /// Whether its call may name itself with an `Idempotency-Key`.
    var takesKey: Bool {
        switch effect {
        case .reads, .confides: false
        case .acts, .creates, .changes, .runs: true
        }
    }

    /// What its body may be like, where that is no JSON and written by whoever calls.
    var exampleFile: String? {
        if case .whole(_, let example) = body { example } else { nil }
    }

    /// The headers that it takes beside the usual ones.
    var headers: [HeaderParameter] {
        guard takesKey else { return isTagged ? [HeaderParameter.ifNoneMatch] : [] }
        return switch effect {
        case .reads, .confides: []
        case .creates: [HeaderParameter.idempotencyKey(isRequired: true)]
        case .acts, .runs: [HeaderParameter.idempotencyKey(isRequired: false)]
        case .changes: [HeaderParameter.ifMatch, HeaderParameter.idempotencyKey(isRequired: false)]
        }
    }

    /// Whether its answers carry an `ETag`, so that `If-None-Match` and `If-Match` can be asked.
    var isTagged: Bool {
        guard case .reads = effect, answers.count == 1, case .json = answers[0].content else { return false }
        return !pathParameters.isEmpty
    }

    /// Whether it changes what its caller read before: all that its transaction reads is of one moment then, and its
    /// answers carry the `ETag` of what came of it.
    var changesWhatWasRead: Bool {
        if case .changes = effect { true } else { false }
    }

    /// The refusals that say of what the path names that it is not there.
    private static let absences: Set<String> = ["month_unknown", "address_unknown"]

    /// The statuses of problems that it may answer, in order.
    var problemStatuses: [Int] {
        var statuses: Set<Int> = [400, 429, 431, 500, 503]
        if !roles.isEmpty { statuses.formUnion([401, 403]) }
        if !pathParameters.isEmpty || !query.isEmpty || body != nil { statuses.insert(404) }
        if body != nil { statuses.formUnion([404, 408, 413, 415, 422]) }
        if refusals.contains("material_link_ended") { statuses.insert(410) }
        switch effect {
        case .reads where refusals.allSatisfy { Operation.absences.contains($0) }: break
        case .reads: statuses.formUnion([404, 409, 422])
        case .acts, .creates, .runs: statuses.formUnion([404, 409, 422])
        case .changes: statuses.formUnion([404, 409, 412, 422, 428])
        case .confides: statuses.formUnion([401, 403, 404, 409, 422])
        }
        return statuses.sorted()
    }

    /// Its notes and what follows from its effect, the scope that a limited token needs, and the links that serve.
    var description: String? {
        var parts: [String] = []
        if let notes { parts.append(notes.replacing("\n", with: " ")) }
        if !roles.isEmpty {
            let names = Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ", ")
            parts.append(roles == .everybody ? "For everybody who signs in." : "For: \(names).")
        }
        if !roles.isEmpty {
            parts.append(
                isOfSession
                    ? "No token serves here: it is about the session by which the asker came."
                    : scope.map { "A token limited to scopes needs `\($0)`." }
                        ?? "A token limited to scopes does not serve here."
            )
        }
        parts += links.map(\.serving)
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }
}

extension HeaderParameter {
    /// What makes a repeated call the same call.
    static func idempotencyKey(isRequired: Bool) -> HeaderParameter {
        HeaderParameter(
            name: "Idempotency-Key",
            schema: .text("5b0e4a52-6a0e-4c8e-9f50-1f6b1f0c7e11", pattern: "^[!-~]{1,255}$"),
            note: """
                A name that the client makes up for this call. The same key, address and body, byte for byte, give the \
                first answer again; another body is refused. Kept for two days.
                """,
            isRequired: isRequired
        )
    }

    /// The state that the change is meant for.
    static let ifMatch = HeaderParameter(
        name: "If-Match",
        schema: tags,
        note: "The `ETag` of what was read; a change of something newer is refused.",
        isRequired: true
    )

    /// The state that is known.
    static let ifNoneMatch = HeaderParameter(
        name: "If-None-Match",
        schema: tags,
        note: "The `ETag` of what is known; if it is still so, the answer is 304 without a body.",
        isRequired: false
    )

    /// Tags of states, or any; a weak one, as proxies that pack make them, counts as the tag in it.
    private static let tags = Schema.text(
        "\"3f2a9c0b7d41e865\"",
        pattern: "^(\\*|(W/)?\"[!#-~]{1,100}\"(, (W/)?\"[!#-~]{1,100}\"){0,20})$"
    )
}

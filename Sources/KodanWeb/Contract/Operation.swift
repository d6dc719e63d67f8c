import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// One thing that can be asked of the interface: its place in the router and in the contract, in one value.
///
/// The router is made of the operations and so is the OpenAPI document, so that neither has what the other lacks.
struct Operation: Sendable {
    /// What answers.
    typealias Handler = @Sendable (Call) async throws -> Response
    /// Where in the body that was sent the cause of a refusal lies; nil where nothing is to be said about it.
    typealias Placing = @Sendable (Refusal, JSONValue) -> Place?

    /// What an operation does to data, and so which promises its call needs.
    enum Effect: Sendable {
        /// Nothing changes.
        case reads
        /// One transaction changes something; an `Idempotency-Key` is taken.
        case acts
        /// One transaction makes something new; an `Idempotency-Key` is asked for, so that a repeated call makes
        /// nothing twice.
        case creates
        /// One transaction changes what the reader read; `If-Match` is asked for and held against what `current`
        /// answers.
        case changes(current: Handler)
        /// Several transactions, or work that must not hold one open; an `Idempotency-Key` is taken.
        case runs
        /// Tells a secret once, or takes one by which somebody comes in: nothing of the call is kept, so no
        /// `Idempotency-Key` is taken.
        case confides
    }

    /// The body that comes in.
    enum Body: Sendable {
        /// JSON.
        case json(Schema)
        /// A file of one of these media types, of so many bytes at most; the handler reads it piece by piece, and
        /// enters it in a transaction of its own (``Call/once(_:_:)``).
        case file([String], atMost: Int)
        /// A file of one of these media types that is no larger than JSON may be; it is read before the handler runs.
        /// Of what callers write themselves an example is told.
        case whole([String], example: String? = nil)
    }

    let method: HTTPRequest.Method
    /// The path with its parameters in braces: `/v1/offers/{id}/acceptance`.
    let path: String
    /// The operation's name for programs: `acceptOffer`.
    let id: String
    let area: Area
    /// What it does, in a line.
    let summary: String
    /// More about it.
    let notes: String?
    /// Who may ask; nobody in particular if there are none.
    let roles: Set<Role>
    /// Whether it is about the session by which the asker came, so that no token serves.
    let isOfSession: Bool
    let query: [QueryParameter]
    let body: Body?
    let answers: [Answer]
    /// The codes of the refusals that are its own.
    let refusals: [String]
    let effect: Effect
    /// Where refusals lie that lie elsewhere than their field's name says.
    let placing: Placing
    let handle: Handler

    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ id: String,
        _ area: Area,
        _ summary: String,
        notes: String? = nil,
        roles: Set<Role>,
        isOfSession: Bool = false,
        query: [QueryParameter] = [],
        body: Body? = nil,
        answers: [Answer],
        refusals: [String] = [],
        effect: Effect? = nil,
        placing: @escaping Placing = { _, _ in nil },
        use handle: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.id = id
        self.area = area
        self.summary = summary
        self.notes = notes
        self.roles = roles
        self.isOfSession = isOfSession
        self.query = query
        self.body = body
        self.answers = answers
        self.refusals = refusals
        self.effect = effect ?? (method == .get ? .reads : .acts)
        self.placing = placing
        self.handle = handle
    }
}

extension Set<Role> {
    /// Everybody who signs in.
    static let everybody = Set(Role.allCases).subtracting([.system])
    /// The body's own people.
    static let staff: Set<Role> = [
        .coordinator, .clerk, .accountant, .approver, .auditor, .administrator,
    ]
}

/// What an operation is about: a chapter of the contract, and what a token's scopes are given for.
enum Area: String, Sendable, CaseIterable {
    case requests, matching, lectures, presenters, organizations, catalogue, money, users, audit, service

    /// What stands above its chapter.
    var summary: String {
        switch self {
        case .requests: "Requests for lectures (申込), from the draft to the screening."
        case .matching: "Matching runs (マッチング) and offers (打診)."
        case .lectures: "Assignments (派遣決定), materials sent, attestations, evidence and travel."
        case .presenters: "Presenters (セキュリティプレゼンター)."
        case .organizations: "Organizations (団体) and their people."
        case .catalogue: "Programmes, topics, places, materials: what there is to choose from."
        case .money: "Honoraria (謝金), payments, months, transfers, rates and budgets."
        case .users: "People, roles, tokens and sessions."
        case .audit: "The audit record."
        case .service: "The server itself, and its mail."
        }
    }
}

/// A parameter of the query.
struct QueryParameter: Sendable {
    let name: String
    let schema: Schema
    let isRequired: Bool
    let note: String
    /// Whether it says where a page begins, as the answer's `next` and its header Link tell it.
    let beginsPage: Bool

    init(
        _ name: String,
        _ schema: Schema,
        _ note: String,
        isRequired: Bool = false,
        beginsPage: Bool = false
    ) {
        self.name = name
        self.schema = schema
        self.isRequired = isRequired
        self.note = note
        self.beginsPage = beginsPage
    }

    /// Behind which key a page begins.
    static func after<Of: Keyed>(_ kind: Of.Type) -> QueryParameter {
        QueryParameter("after", .key(kind), "The page begins behind this key.", beginsPage: true)
    }

    /// For whom somebody acts, where no JSON says so.
    static let onBehalfOf = QueryParameter(
        "on_behalf_of",
        .text(Example.caller, 1...100),
        Schema.Property.onBehalfOfNote
    )

    /// Whether a list begins at its end.
    static let newest = QueryParameter("newest", .flag, "Whether the newest stand first; else the oldest do.")

    /// How many entries a page has.
    static let limit = QueryParameter(
        "limit",
        .integer(PageLimit.bounds, example: PageLimit.standard.count),
        "How many entries at most; \(PageLimit.standard.count) if nobody says."
    )
}

/// An answer of success.
struct Answer: Sendable {
    enum Content: Sendable {
        case json(Schema)
        /// Bytes of these media types; what those of JSON hold, where that is said.
        case file([String], json: JSONValue? = nil)
        case nothing
    }

    let status: HTTPResponse.Status
    let note: String
    let content: Content
    /// The headers that it has beside those that follow from what the operation is.
    var headers: [HeaderContract] = []

    /// The same answer with `headers` beside the others.
    func with(_ headers: HeaderContract...) -> Answer {
        var answer = self
        answer.headers += headers
        return answer
    }

    /// 200 with JSON.
    static func ok(_ schema: Schema, _ note: String = "As it is now.") -> Answer {
        Answer(status: .ok, note: note, content: .json(schema))
    }

    /// 201 with JSON, and where the new thing is.
    static func created(_ schema: Schema, _ note: String = "It was made.") -> Answer {
        Answer(status: .created, note: note, content: .json(schema))
    }

    /// 204.
    static let noContent = Answer(status: .noContent, note: "It is done.", content: .nothing)

    /// 200 with a file.
    static func file(_ types: String..., note: String = "The file.", json: JSONValue? = nil) -> Answer {
        Answer(status: .ok, note: note, content: .file(types, json: json))
    }

    /// 200 with a file that somebody filed, of one of these media types.
    static func filed(_ types: [String]) -> Answer {
        Answer(status: .ok, note: "Its bytes, as they were filed.", content: .file(types))
    }
}

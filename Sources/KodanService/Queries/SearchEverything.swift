public import KodanDomain
import KodanStore
import Postgres

/// What a search over everything found.
public struct SearchFound: Sendable, Equatable {
    /// One kind of things.
    public struct Part: Sendable, Equatable {
        /// The kind.
        public let kind: FoundKind
        /// What was found, the newest first.
        public let things: [FoundThing]
        /// Below which number the list goes on; nil where it ends.
        public let next: Int64?
    }

    /// The kinds of which something was found.
    public let parts: [Part]
}

/// Finds requests, lectures, presenters and organizations by one box (検索).
public struct SearchEverything: Sendable {
    /// How many of each kind are found when all are looked through.
    public static let ofEach = 10

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// What `words` finds of all kinds, at most ``ofEach`` of each; or of one `kind`, a page below `before`.
    ///
    /// For the body's people, each within what they may see. Throws ``Refusal/field(_:)`` for nothing and for more than
    /// ``SearchWords/bounds``.
    public func callAsFunction(
        _ words: String,
        kind: FoundKind? = nil,
        before: Int64? = nil,
        as credential: Credential
    ) async throws -> SearchFound {
        let words = try refusingField { () throws(FieldRefused) in try SearchWords(words) }
        let limit = kind == nil ? SearchEverything.ofEach : PageLimit.standard.count
        let kinds = kind.map { [$0] } ?? FoundKind.allCases
        let found = try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.requireStaff()
            return try SearchQueries(desk.session).found(
                words,
                among: kinds,
                before: before,
                limit: limit + 1
            )
        }
        return SearchFound(
            parts: kinds.compactMap { kind in
                let things = found.filter { $0.kind == kind }
                guard let last = things.prefix(limit).last else { return nil }
                return SearchFound.Part(
                    kind: kind,
                    things: Array(things.prefix(limit)),
                    next: things.count > limit ? last.number : nil
                )
            }
        )
    }
}

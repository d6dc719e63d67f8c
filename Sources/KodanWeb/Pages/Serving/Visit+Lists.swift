import Hummingbird
import KodanDomain
import KodanService
import KodanText

extension Visit {
    /// The key behind which a list goes on, as the address says; nil for its beginning.
    func after<Of: Keyed>(_: Of.Type = Of.self) -> ID<Of>? { query("after").flatMap { ID<Of>($0) } }

    /// The day that the address says as `name`; nil for none, and for what is no day.
    func day(_ name: Substring) -> LocalDate? { query(name).flatMap { Form.day($0) } }

    /// What a search asks, by the names of its fields.
    func asked(_ names: [Substring]) -> [String: String] {
        Dictionary(
            names.compactMap { name in query(name).map { (String(name), $0) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Where a list goes on behind `after`, asking the same; nil on its last page.
    func more<Of: Keyed>(_ after: ID<Of>?, asking names: [Substring] = []) -> String? {
        more(after, asking: asked(names))
    }

    /// Where a list goes on behind `after`, asking this; nil on its last page.
    func more<Of: Keyed>(_ after: ID<Of>?, asking asked: [String: String]) -> String? {
        after.map { request.uri.path + asked.addressQuery(and: ["after": "\($0)"]) }
    }

    /// What the things with these keys are called, as far as the visitor may know; nil keys are left out.
    func names(_ keys: (any CustomStringConvertible)?...) async throws -> ThingNames {
        try await names(of: keys.compactMap(\.self).map { "\($0)" })
    }

    /// What the things with these keys are called, as far as the visitor may know.
    func names(of keys: [String]) async throws -> ThingNames {
        try await ReadNames(office: office)(of: keys, as: try session())
    }

    /// Whether the visitor acts in one of `roles`.
    func isOne(of roles: Set<Role>) -> Bool { role.map(roles.contains) ?? false }

    /// The key that a form says as `name`.
    ///
    /// Throws ``Problem`` naming the field where nothing was chosen, ``Refusal/notFound(_:as:)`` for what is no such
    /// key.
    func key<Of: Keyed>(_ name: String, in form: TypedForm, of _: Of.Type = Of.self) throws -> ID<Of> {
        guard let text = form[name] else { throw Problem.missing(name) }
        guard let id = ID<Of>(text) else { throw Refusal.notFound(String(text.prefix(40))) }
        return id
    }
}

extension [String: String] {
    /// `?from=2026-04-01&to=2026-04-30`, in order of the names; nothing for nothing.
    func addressQuery(and others: [String: String] = [:]) -> String {
        let all = merging(others) { _, other in other }.sorted { $0.key < $1.key }
        guard !all.isEmpty else { return "" }
        return "?" + all.map { "\($0.key)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}

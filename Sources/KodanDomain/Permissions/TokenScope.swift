/// A part of the interface to which a token may be limited.
public enum TokenArea: String, Sendable, CaseIterable {
    /// Requests with their slots and screening.
    case requests
    /// Presenters with what is known of them.
    case presenters
    /// Organizations and their people.
    case organizations
    /// Assignments, deliveries, attestations, evidence.
    case lectures
    /// Matching runs and offers.
    case matching
    /// Programmes, materials, rates.
    case catalogue
    /// Honoraria, payments, months, budgets.
    case money
    /// Users, their roles and tokens.
    case users
    /// The record of who did what.
    case audit
}

/// What a token is limited to: reading or writing one area, `requests:read`.
///
/// Writing holds reading: what is written is answered with what it became.
public struct TokenScope: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Reading or writing.
    public enum Access: String, Sendable, CaseIterable {
        /// Reading only.
        case read
        /// Changing, and reading.
        case write
    }

    /// The area.
    public let area: TokenArea
    /// What may be done in it.
    public let access: Access

    /// A scope.
    public init(_ area: TokenArea, _ access: Access) {
        self.area = area
        self.access = access
    }

    /// Reads `requests:read`; nil for any other text.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 2, let area = TokenArea(rawValue: parts[0]),
            let access = Access(rawValue: parts[1])
        else { return nil }
        self.init(area, access)
    }

    /// Every scope, in the order of the areas, reading first.
    public static let all = TokenArea.allCases.flatMap { area in
        Access.allCases.map { TokenScope(area, $0) }
    }

    /// Whether a token with this scope may do what `needed` names.
    public func covers(_ needed: TokenScope) -> Bool {
        area == needed.area && (access == .write || needed.access == .read)
    }

    /// `requests:read`.
    public var description: String { "\(area.rawValue):\(access.rawValue)" }

    /// Orders as ``all`` does by name.
    public static func < (left: TokenScope, right: TokenScope) -> Bool {
        left.description < right.description
    }
}

extension Set<TokenScope> {
    /// Whether one of them covers `needed`.
    public func cover(_ needed: TokenScope) -> Bool { contains { $0.covers(needed) } }
}

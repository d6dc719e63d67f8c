/// How a coordinator wants a request's presenters asked (打診順).
public enum AskingMode: String, Sendable, CaseIterable {
    /// As the match says.
    case free
    /// The named ones before all others.
    case first
    /// Nobody but the named ones.
    case only
    /// Nobody, until a coordinator says so.
    case hold
}

/// Whom a coordinator wants asked next for a request.
public struct AskingOrder: Sendable, Equatable {
    /// How many presenters may be named.
    public static let limit = 20

    /// How the named ones are meant.
    public let mode: AskingMode
    /// Whom to ask, in this order.
    public let presenters: [Presenter.ID]

    /// An order of different presenters, at most ``limit``; some where `mode` speaks of named ones, else none.
    ///
    /// Throws ``FieldRefused``.
    public init(_ mode: AskingMode, _ presenters: [Presenter.ID] = []) throws(FieldRefused) {
        switch mode {
        case .first, .only:
            let bounds = 1...AskingOrder.limit
            guard bounds.contains(presenters.count) else {
                throw FieldRefused(.nextPresenters, expected: .count(bounds))
            }
        case .free, .hold:
            guard presenters.isEmpty else {
                throw FieldRefused(.nextPresenters, expected: .absentWithout(.namedPresenters))
            }
        }
        self.mode = mode
        self.presenters = try presenters.eachOnce(.nextPresenters)
    }
}

/// What the rules say of a presenter and a slot of a request.
public enum Verdict: Sendable, Equatable {
    /// The presenter may take it, at these terms.
    case eligible(CostTerms, isOnline: Bool)
    /// The first rule that refuses, in the order of `EligibilityRule`.
    case refused(EligibilityRule)
}

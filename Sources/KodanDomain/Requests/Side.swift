/// Whose decision it was that something was called off.
public enum Side: String, Sendable, CaseIterable {
    /// The organization.
    case host
    /// The presenter.
    case presenter
    /// The body that runs the programme.
    case body
}

/// What somebody may see of a presenter.
public enum PresenterSight: Hashable, Sendable {
    /// Everything that the body keeps, but for money: the presenter themself and the body's people.
    case whole(PresenterDetail)
    /// The name: a host, of somebody whom it meets.
    case name(PresenterCard)
}

/// A presenter as a host knows them.
public struct PresenterCard: Hashable, Sendable {
    /// The presenter.
    public let id: Presenter.ID
    /// Family name and given name.
    public let name: String
    /// Its reading.
    public let kana: String

    /// A value with these parts.
    public init(id: Presenter.ID, name: String, kana: String) {
        self.id = id
        self.name = name
        self.kana = kana
    }
}

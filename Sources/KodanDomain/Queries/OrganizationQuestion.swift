/// Which organizations a list is to show; every condition must hold.
public struct OrganizationQuestion: Hashable, Sendable {
    /// Active or merged.
    public var status: OrganizationStatus?
    /// With its seat in this prefecture.
    public var prefecture: PrefectureCode?
    /// Of this kind.
    public var kind: OrganizationKind?
    /// A member of the council or not.
    public var isCouncilMember: Bool?
    /// With this somewhere in the name or its kana, compared as names of presenters are.
    public var name: String?

    /// All organizations, or those for which the conditions hold.
    public init(
        status: OrganizationStatus? = nil,
        prefecture: PrefectureCode? = nil,
        kind: OrganizationKind? = nil,
        isCouncilMember: Bool? = nil,
        name: String? = nil
    ) {
        self.status = status
        self.prefecture = prefecture
        self.kind = kind
        self.isCouncilMember = isCouncilMember
        self.name = name
    }
}

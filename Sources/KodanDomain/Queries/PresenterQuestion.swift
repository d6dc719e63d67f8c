/// Which presenters a list is to show; every condition must hold.
public struct PresenterQuestion: Hashable, Sendable {
    /// The most characters of a name that is searched for.
    public static let nameLimit = 100

    /// In this status.
    public var status: PresenterStatus?
    /// Living in this prefecture.
    public var prefecture: PrefectureCode?
    /// Lecturing on this topic, at whatever level.
    public var topic: TopicCode?
    /// Holding this qualification.
    public var qualification: QualificationCode?
    /// With a qualification (the one asked for, if one is) that ends before this day.
    public var expiringBefore: LocalDate?
    /// With this somewhere in the name or its kana; hiragana and katakana, wide and narrow signs, small and capital
    /// letters are the same, blanks count for nothing.
    public var name: String?

    /// All presenters, or those for whom the conditions hold.
    public init(
        status: PresenterStatus? = nil,
        prefecture: PrefectureCode? = nil,
        topic: TopicCode? = nil,
        qualification: QualificationCode? = nil,
        expiringBefore: LocalDate? = nil,
        name: String? = nil
    ) {
        self.status = status
        self.prefecture = prefecture
        self.topic = topic
        self.qualification = qualification
        self.expiringBefore = expiringBefore
        self.name = name
    }
}

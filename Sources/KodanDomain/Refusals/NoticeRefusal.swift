/// Why nothing was done about a payment notice.
public enum NoticeRefusal: Sendable, Equatable {
    /// It was answered already, or another one stands in its place.
    case answered(Notice.ID)
    /// It counts as confirmed: its deadline has passed.
    case deadlinePassed(Notice.ID, LocalDate)
    /// Nobody has objected to it: it stands.
    case notObjected(Notice.ID)
    /// Made again, it is not what was issued.
    case differs(Notice.ID)

    /// A stable name.
    var code: String {
        switch self {
        case .answered: "notice_answered"
        case .deadlinePassed: "notice_deadline_passed"
        case .notObjected: "notice_not_objected"
        case .differs: "notice_differs"
        }
    }
}

import KodanDomain
import KodanText

/// What the pages of clerks and administrators call things.
extension PageWords {
    static func state(_ state: DeliveryState) -> String { StateText.name(of: state, in: .japanese) }
    static func state(_ state: MailState) -> String { StateText.name(of: state, in: .japanese) }
    static func role(_ role: Role) -> String { NameText.name(of: role, in: .japanese) }

    /// The roles that people hold, as choices of a form.
    static let roles = Role.allCases.filter { $0 != .system }.map { ($0.rawValue, role($0)) }

    static func medium(_ medium: MaterialMedium) -> String {
        switch medium {
        case .digital: "データ"
        case .printed: "印刷物"
        }
    }

    /// How far a day is away, in words: what is late is not told by colour.
    static func distance(from today: LocalDate, to day: LocalDate) -> String {
        switch today.days(until: day) {
        case ..<0: "\(day.days(until: today))日遅れ"
        case 0: "本日"
        case 1: "明日"
        case let days: "あと\(days)日"
        }
    }
}

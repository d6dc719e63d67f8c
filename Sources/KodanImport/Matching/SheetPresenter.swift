public import KodanDomain

/// A presenter as a row of a spreadsheet tells.
public struct SheetPresenter: SheetRow {
    /// What the row is called, as written.
    public let id: String
    /// The name; empty where none is given.
    public let name: String
    /// Where journeys begin and end.
    public let base: SheetPlace
    /// What the presenter lectures on, in the words of the sheet.
    public let topics: Set<String>
    /// The level, 0 to 3, in each of them.
    public let level: Int
    /// How many lectures a calendar month may hold.
    public let capPerMonth: Int
    /// Days on which the presenter lectures nowhere.
    public let unavailable: Set<LocalDate>
    /// The longest journey, one way, in minutes.
    public let reachMinutes: Int
    /// The days of the week on which the presenter lectures, at any time.
    public let weekdays: Set<Weekday>
    /// Lectures that each fiscal year in question holds already.
    public let lecturesThisYear: Int
    /// How many lectures a fiscal year may hold; nil if no such limit is set.
    public let yearlyCap: Int?
    /// Organizations to which the presenter belongs.
    public let organizations: Set<String>
    /// Organizations at which the presenter lectured in this or the previous fiscal year.
    public let lecturedAt: Set<String>
    /// Whether the presenter lectures online.
    public let acceptsOnline: Bool
}

/// What a spreadsheet of presenters is like.
///
/// | column | form | where empty or missing |
/// |---|---|---|
/// | `id` | any text, each once | refused |
/// | `name` | any text | none |
/// | `municipality`, `postal_code`, `latitude` and `longitude` | see ``SheetPlace`` | one of them is needed |
/// | `topics` | `phishing;passwords`: any words, the same as in the requests | refused |
/// | `level` | 0 to 3 | refused |
/// | `cap_per_month` | 0 to 31 lectures | refused |
/// | `unavailable` | `2026-12-05;2026/12/12` | never |
/// | `reach_minutes` | 10 to 480 | 150 |
/// | `weekdays` | `mon;wed`, `月;水`, `mon-fri`, `月〜金`, `平日` | all of them |
/// | `lectures_this_year` | 0 to 366 | 0 |
/// | `yearly_cap` | 0 to 366 lectures | no limit |
/// | `organization` | names, the same as in the requests | none |
/// | `lectured_at` | names, the same as in the requests | none |
/// | `online` | yes or no | yes |
///
/// In lists `、` and line breaks within a cell part entries too.
public enum PresenterSheetFormat: ImportFormat {
    /// The columns.
    public typealias Column = PresenterSheetColumn
    /// What a row becomes.
    public typealias Draft = SheetPresenter

    /// Longest journeys without a statement, in minutes.
    public static let standardReach = 150

    /// An invented presenter.
    public static let example: [(PresenterSheetColumn, String)] = [
        (.id, "P1"), (.name, "講壇 花子"), (.municipality, "千代田区"), (.topics, "五か条;フィッシング"),
        (.level, "2"), (.capPerMonth, "2"), (.unavailable, "2026-12-05;2026/12/12"), (.reachMinutes, "150"),
        (.weekdays, "月-金"), (.lecturesThisYear, "0"), (.yearlyCap, "12"), (.organization, ""),
        (.lecturedAt, ""),
        (.online, "はい"),
    ]
}

extension RowFields<PresenterSheetColumn> {
    /// The presenter of this row; nil after a refusal.
    mutating func presenter(_ gazetteer: Gazetteer) -> SheetPresenter? {
        let id = required(.id) { text throws(FieldRefused) in try text.plainText(.name, atMost: 100) }
        let name = optional(.name) { text throws(FieldRefused) in try text.plainText(.name, atMost: 200) }
        let base = place(gazetteer, isRequired: true)
        let topics = required(.topics, isList: true) { text throws(FieldRefused) in
            try writtenTexts(text, .topics)
        }
        let level = required(.level) { text throws(FieldRefused) in
            try writtenInteger(text, TopicSkill.levels, unit: "級", .level)
        }
        let monthly = required(.capPerMonth) { text throws(FieldRefused) in
            try writtenInteger(text, 0...PresenterDraft.monthlyBounds.upperBound, unit: "回", .monthlyCap)
        }
        let unavailable = optional(.unavailable, isList: true) { text throws(FieldRefused) in
            Set(try writtenList(text, of: "2026-12-05", .held, writtenDate))
        }
        let reach = optional(.reachMinutes) { text throws(FieldRefused) in
            try writtenInteger(text, PresenterDraft.reachBounds, unit: "分", .reachMinutes)
        }
        let weekdays = optional(.weekdays, isList: true) { text throws(FieldRefused) in
            Set(try writtenList(text, of: "mon-fri", .weeklyHours, writtenWeekdays).joined())
        }
        let lectures = optional(.lecturesThisYear) { text throws(FieldRefused) in
            try writtenInteger(text, 0...PresenterDraft.yearlyBounds.upperBound, unit: "回", .yearlyCap)
        }
        let yearly = optional(.yearlyCap) { text throws(FieldRefused) in
            try writtenInteger(text, 0...PresenterDraft.yearlyBounds.upperBound, unit: "回", .yearlyCap)
        }
        let organizations = optional(.organization, isList: true) { text throws(FieldRefused) in
            try writtenTexts(text, .organization)
        }
        let lecturedAt = optional(.lecturedAt, isList: true) { text throws(FieldRefused) in
            try writtenTexts(text, .organization)
        }
        let online = optional(.online) { text throws(FieldRefused) in try writtenFlag(text, .acceptsOnline) }
        guard problems.isEmpty, id != nil, let base, let topics, let level, let monthly else { return nil }
        return SheetPresenter(
            id: written(.id),
            name: name ?? "",
            base: base,
            topics: topics,
            level: level,
            capPerMonth: monthly,
            unavailable: unavailable ?? [],
            reachMinutes: reach ?? PresenterSheetFormat.standardReach,
            weekdays: weekdays ?? Set(Weekday.allCases),
            lecturesThisYear: lectures ?? 0,
            yearlyCap: yearly,
            organizations: organizations ?? [],
            lecturedAt: lecturedAt ?? [],
            acceptsOnline: online ?? true
        )
    }
}

public import KodanDomain

/// A request as a row of a spreadsheet tells.
public struct SheetRequest: SheetRow {
    /// What the row is called, as written.
    public let id: String
    /// What the lecture is called; empty where nothing is given.
    public let title: String
    /// Where it is held; nil if only online.
    public let venue: SheetPlace?
    /// What it is about, in the words of the sheet.
    public let topic: String
    /// The level, 0 to 3, that is wished for.
    public let level: Int
    /// The wished times, one to three, the preferred one first.
    public let slots: [TimeRange]
    /// Who asks; nil if not told.
    public let organization: String?
    /// Whether it may be held online.
    public let allowsOnline: Bool
}

/// What a spreadsheet of requests is like.
///
/// | column | form | where empty or missing |
/// |---|---|---|
/// | `id` | any text, each once | refused |
/// | `title` | any text | none |
/// | `municipality`, `postal_code`, `latitude` and `longitude` | see ``SheetPlace`` | refused, unless `online` is yes |
/// | `topic` | any word, the same as with the presenters | refused |
/// | `level` | 0 to 3 | refused |
/// | `slots` | one to three, preferred first, each `2026-12-05T14:00:00+09:00/PT2H` or `2026/12/5 14:00-16:00` | refused |
/// | `organization` | a name, the same as with the presenters | nobody is kept away |
/// | `online` | yes or no | no |
public enum RequestSheetFormat: ImportFormat {
    /// The columns.
    public typealias Column = RequestSheetColumn
    /// What a row becomes.
    public typealias Draft = SheetRequest

    /// An invented request.
    public static let example: [(RequestSheetColumn, String)] = [
        (.id, "R1"), (.title, "見本講演"), (.municipality, "東京都府中市"), (.topic, "フィッシング"), (.level, "2"),
        (.slots, "2026-12-05T14:00:00+09:00/PT2H;2026/12/12 10:00-12:00"), (.organization, "講壇商工会議所"),
        (.online, "いいえ"),
    ]
}

extension RowFields<RequestSheetColumn> {
    /// The request of this row; nil after a refusal.
    mutating func request(_ gazetteer: Gazetteer) -> SheetRequest? {
        let id = required(.id) { text throws(FieldRefused) in try text.plainText(.name, atMost: 100) }
        let title = optional(.title) { text throws(FieldRefused) in try text.plainText(.title, atMost: 200) }
        let online = optional(.online) { text throws(FieldRefused) in try writtenFlag(text, .place) }
        let venue = place(gazetteer, isRequired: online != true)
        let topic = required(.topic) { text throws(FieldRefused) in try writtenText(text, .topic) }
        let level = required(.level) { text throws(FieldRefused) in
            try writtenInteger(text, TopicSkill.levels, unit: "級", .level)
        }
        let slots = required(.slots) { text throws(FieldRefused) in
            let form = "2026-12-05T14:00:00+09:00/PT2H"
            let slots = try writtenList(text, of: form, .slots, writtenSlot)
            guard RequestDraft.slotBounds.contains(slots.count) else {
                throw FieldRefused(.slots, expected: .entries(RequestDraft.slotBounds))
            }
            for slot in slots where !RequestDraft.minuteBounds.contains(slot.minutes) {
                throw FieldRefused(.slots, expected: .minutes(RequestDraft.minuteBounds))
            }
            return try slots.eachOnce(.slots)
        }
        let organization = optional(.organization) { text throws(FieldRefused) in
            try writtenText(text, .organization)
        }
        guard problems.isEmpty, id != nil, let topic, let level, let slots else { return nil }
        return SheetRequest(
            id: written(.id),
            title: title ?? "",
            venue: venue,
            topic: topic,
            level: level,
            slots: slots,
            organization: organization,
            allowsOnline: online ?? false
        )
    }
}

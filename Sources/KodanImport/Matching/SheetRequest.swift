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
    /// The presenter whom the host would like, by the normalized id; nil if anybody will do.
    public let preferred: String?
    /// Presenters whom the host does not want, by their normalized ids.
    public let excluded: Set<String>
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
/// | `preferred_presenter` | the id of a presenter | anybody is as welcome |
/// | `excluded_presenters` | ids of presenters | nobody is kept away |
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
    mutating func request(_ gazetteer: Gazetteer, _ presenters: Set<String>?) -> SheetRequest? {
        let id = required(.id) { text throws(FieldRefused) in try text.plainText(.name, atMost: 100) }
        let title = optional(.title) { text throws(FieldRefused) in try text.plainText(.title, atMost: 200) }
        let online = optional(.online) { text throws(FieldRefused) in try writtenFlag(text, .place) }
        let venue = place(gazetteer, isRequired: online != true)
        let topic = required(.topic) { text throws(FieldRefused) in try writtenText(text, .topic) }
        let level = required(.level) { text throws(FieldRefused) in
            try writtenInteger(text, TopicSkill.levels, unit: "級", .level)
        }
        let slots = required(.slots, isList: true) { text throws(FieldRefused) in
            let slots = try writtenList(text, of: "2026/12/5 14:00-16:00", .slots, writtenSlot)
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
        let preferred = optional(.preferred) { text throws(FieldRefused) in try known(text, presenters) }
        let excluded = optional(.excluded, isList: true) { text throws(FieldRefused) in
            let ids: [String] = try writtenList(text, of: "P1", .excludedPresenters) { $0 }
            for id in ids { _ = try known(id, presenters) }
            return Set(ids)
        }
        if let preferred, excluded?.contains(preferred) == true { refuse(.excluded, .notPreferred) }
        guard problems.isEmpty, id != nil, let topic, let level, let slots else { return nil }
        return SheetRequest(
            id: written(.id),
            title: title ?? "",
            venue: venue,
            topic: topic,
            level: level,
            slots: slots,
            organization: organization,
            allowsOnline: online ?? false,
            preferred: preferred,
            excluded: excluded ?? []
        )
    }
}

/// The id, which must be one of `presenters`; of those the first ten are told.
///
/// Throws ``FieldRefused``.
private func known(_ id: String, _ presenters: Set<String>?) throws(FieldRefused) -> String {
    guard let presenters, !presenters.contains(id) else { return id }
    let ids = presenters.sorted()
    let told = Array(ids.prefix(10)) + (ids.count > 10 ? ["…"] : [])
    throw FieldRefused(.excludedPresenters, expected: .oneOf(told))
}

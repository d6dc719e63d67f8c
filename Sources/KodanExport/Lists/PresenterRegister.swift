import CSV
public import KodanDomain

/// The register of presenters (講師名簿) as CSV: UTF-8 with a byte order mark, CRLF, one row per presenter.
///
/// Its columns have the names and forms that an import of presenters reads; number, state and day of registration,
/// which a new installation gives anew, stand before them. Nothing in it is of payees and their accounts.
public struct PresenterRegister: Sendable {
    private static let columns = [
        "番号", "状態", "登録日", "姓", "名", "セイ", "メイ", "メール", "電話", "郵便番号", "都道府県", "市区町村", "住所", "資格",
        "分野", "移動時間", "オンライン", "宿泊", "月上限", "年上限", "曜日・時間", "対応不可日", "所属団体", "等級",
    ]
    private static let weekdays = ["月", "火", "水", "木", "金", "土", "日"]

    private let topics: RegisterWords
    private let qualifications: RegisterWords
    private let ranks: RegisterWords

    /// How many rows there are so far.
    public private(set) var rows = 0

    /// An empty register that uses these words.
    public init(topics: RegisterWords, qualifications: RegisterWords, ranks: RegisterWords) {
        self.topics = topics
        self.qualifications = qualifications
        self.ranks = ranks
    }

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(PresenterRegister.columns, to: &bytes)
        return bytes
    }

    /// The row of one presenter; `state` is what people call the state in which they are.
    public mutating func row(of entry: PresenterRegisterEntry, state: String) -> [UInt8] {
        rows += 1
        let (summary, profile) = (entry.summary, entry.profile)
        let levels = entry.topics.map { "\(topics.word($0.topic)):\($0.level)" }
        var bytes: [UInt8] = []
        CSVWriter.append(
            [
                summary.id.description, state, profile.registeredOn.description, profile.name.family,
                profile.name.given, profile.kana.family, profile.kana.given, summary.email.text,
                profile.phone.text, profile.postalCode.description, entry.prefecture, entry.municipality,
                profile.address, entry.qualifications.map { written($0) }.joined(separator: ";"),
                levels.joined(separator: ";"), String(profile.reachMinutes), yesOrNo(profile.acceptsOnline),
                yesOrNo(profile.acceptsOvernight), String(profile.monthlyCap), String(profile.yearlyCap),
                PresenterRegister.written(entry.weeklyHours),
                entry.unavailable.map { PresenterRegister.written($0) }.joined(separator: ";"),
                entry.organizations.joined(separator: ";"), ranks.word(profile.rank),
            ],
            to: &bytes
        )
        return bytes
    }

    /// `情報処理安全確保支援士:000000:2028-03-31`; what is missing at the end is left out.
    private func written(_ held: Qualification) -> String {
        let word = qualifications.word(held.code)
        if let expires = held.expires { return "\(word):\(held.number ?? ""):\(expires)" }
        return held.number.map { "\(word):\($0)" } ?? word
    }

    /// `月・水 09:00-18:00;土 10:00-12:00`: days with the same hours stand together.
    private static func written(_ hours: [WeeklyHours]) -> String {
        var spans: [(times: String, days: [String])] = []
        for one in hours {
            let (times, day) = ("\(one.from)-\(one.to)", weekdays[one.weekday.rawValue - 1])
            if let index = spans.firstIndex(where: { $0.times == times }) {
                spans[index].days.append(day)
            } else {
                spans.append((times, [day]))
            }
        }
        return spans.map { "\($0.days.joined(separator: "・")) \($0.times)" }.joined(separator: ";")
    }

    /// `2026-12-05`, or `2026-12-28/2027-01-04`.
    private static func written(_ days: DateRange) -> String {
        guard let last = days.last, last != days.first else { return days.first.description }
        return "\(days.first)/\(last)"
    }
}

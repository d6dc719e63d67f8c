public import KodanDomain

/// A file of presenters; `PresenterFile.template` shows one.
public typealias PresenterFile = ImportFile<PresenterFormat>

/// What a file of presenters is like.
///
/// | column | form |
/// |---|---|
/// | 姓 and 名, or 氏名 | 氏名 has a space between the two; セイ, メイ, フリガナ likewise |
/// | 市区町村 or 市区町村コード | name, `13101` or `131016`; 都道府県 tells names apart that exist twice |
/// | 資格 | `code:number:expires; …`, number and expiry may be left out |
/// | 分野 | `topic:level; …`, levels 0 to 3 |
/// | 移動時間, 月上限, 年上限 | minutes, lectures, lectures |
/// | オンライン, 宿泊 | はい or いいえ, 可, 不可, ○, ×, yes, no … |
/// | 曜日・時間 | `月-金 9:00-18:00; 土 10:00-12:00` |
/// | 対応不可日 | `2026-12-05; 2026-12-28/2027-01-04` |
/// | 法的区分, 居住区分 | 個人 or 法人, 居住者 or 非居住者; both are needed where anything is said of the payee |
/// | 預金種目 | 普通, 当座, 貯蓄, その他, or 1, 2, 4, 9 |
/// | 状態 | 登録中, where it stands: who is imported is active |
///
/// A payee without name and address of its own has the presenter's, unless it is a corporation.
public enum PresenterFormat: ImportFormat {
    /// The columns.
    public typealias Column = PresenterColumn
    /// What a row becomes.
    public typealias Draft = PresenterDraft

    /// An invented presenter; bank 9991 is assigned to nobody.
    public static let example: [(PresenterColumn, String)] = [
        (.familyName, "講壇"), (.givenName, "花子"), (.familyKana, "コウダン"), (.givenKana, "ハナコ"),
        (.email, "hanako@example.jp"), (.phone, "03-0000-0001"), (.postalCode, "102-0074"),
        (.prefecture, "東京都"), (.municipality, "千代田区"), (.address, "九段南1-2-1"),
        (.qualifications, "riss:000000:2028-03-31;it_coordinator"), (.topics, "five_rules:3;phishing:2"),
        (.reachMinutes, "150"), (.acceptsOnline, "はい"), (.acceptsOvernight, "いいえ"), (.monthlyCap, "2"),
        (.yearlyCap, "12"), (.weeklyHours, "月-金 9:00-18:00;土 10:00-12:00"),
        (.unavailable, "2026-12-05;2026-12-28/2027-01-04"), (.organization, ""), (.rank, "standard"),
        (.legalStatus, "個人"), (.residency, "居住者"), (.payeeName, "講壇 花子"),
        (.payeePostalCode, "102-0074"), (.payeeAddress, "東京都千代田区九段南1-2-1"), (.invoiceNumber, ""),
        (.bankCode, "9991"), (.branchCode, "001"), (.depositType, "普通"), (.accountNumber, "1234567"),
        (.accountHolder, "コウダン ハナコ"),
    ]
}

extension ImportFile<PresenterFormat> {
    /// Reads the header of `source`.
    ///
    /// Throws ``HeaderProblem`` if columns are missing, doubled or, unless the caller ignores them, unknown; further
    /// ``SheetBroken``, ``TextEncodingError`` or what the source throws.
    public init(
        _ source: @escaping ByteSource,
        vocabulary: ImportVocabulary,
        ignoringUnknownColumns: Bool = false
    ) throws {
        try self.init(
            source,
            vocabulary: vocabulary,
            ignoringUnknownColumns: ignoringUnknownColumns
        ) { row, vocabulary in
            row.presenter(vocabulary)
        }
    }
}

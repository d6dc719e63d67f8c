import CSV
public import KodanDomain

/// The register of organizations (団体名簿) as CSV: UTF-8 with a byte order mark, CRLF, one row per organization.
///
/// Its columns have the names and forms that an import of organizations reads; number, state and what the organization
/// became part of stand before them. Who acts for it is no part of it.
public struct OrganizationRegister: Sendable {
    private static let columns = [
        "番号", "状態", "統合先", "団体名", "フリガナ", "種別", "都道府県", "市区町村", "郵便番号", "住所", "メール", "電話",
        "協議会構成団体", "法人番号",
    ]

    /// How many rows there are so far.
    public private(set) var rows = 0

    /// An empty register.
    public init() {}

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(OrganizationRegister.columns, to: &bytes)
        return bytes
    }

    /// The row of one organization; `state` and `kind` are what people call its state and its kind.
    public mutating func row(of entry: OrganizationRegisterEntry, state: String, kind: String) -> [UInt8] {
        rows += 1
        let (found, summary) = (entry.organization, entry.organization.summary)
        var bytes: [UInt8] = []
        CSVWriter.append(
            [
                summary.id.description, state, summary.mergedInto?.description ?? "", summary.name,
                found.kana ?? "", kind, entry.prefecture, entry.municipality,
                found.postalCode?.description ?? "", found.address, found.email.text, found.phone.text,
                yesOrNo(summary.isCouncilMember), found.registrationNumber ?? "",
            ],
            to: &bytes
        )
        return bytes
    }
}

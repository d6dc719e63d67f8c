import Foundation
import KodanDomain
import KodanImport
import Testing

/// The vocabulary of the shipped municipalities, codes taken as they are.
let vocabulary: ImportVocabulary = {
    let municipalities = (try? MunicipalityTable.all(Shipped.packed("geo/municipalities.csv.gz"))) ?? []
    return ImportVocabulary(municipalities: MunicipalityNames(municipalities))
}()

/// A valid presenter by English header; tests change a field and look what happens.
let presenterFields: [(String, String)] = [
    ("family_name", "山田"), ("given_name", "太郎"), ("family_kana", "ヤマダ"), ("given_kana", "タロウ"),
    ("email", "taro@example.jp"), ("phone", "03-1234-5678"), ("postal_code", "102-0074"),
    ("prefecture", "東京都"), ("municipality", "千代田区"), ("address", "九段南1-2-1"),
    ("qualifications", "riss"), ("topics", "phishing:2"), ("reach_minutes", "90"), ("accepts_online", "no"),
    ("accepts_overnight", "yes"), ("monthly_cap", "3"), ("yearly_cap", "20"),
    ("weekly_hours", "mon 9:00-12:00"),
    ("organization", "講壇協会"), ("rank", "standard"), ("legal_status", "individual"),
    ("residency", "resident"), ("payee_name", "山田 太郎"), ("payee_postal_code", "1000001"),
    ("payee_address", "東京都千代田区千代田1"), ("invoice_number", "T1234567890123"), ("bank_code", "9991"),
    ("branch_code", "001"), ("deposit_type", "1"), ("account_number", "1234567"),
    ("account_holder", "ヤマダ タロウ"),
]

/// What a row of ``presenterFields`` says.
func expectedDraft() throws -> PresenterDraft {
    try PresenterDraft(
        name: PersonName(family: "山田", given: "太郎"),
        kana: KanaName(family: "ヤマダ", given: "タロウ"),
        email: EmailAddress("taro@example.jp"),
        phone: PhoneNumber("0312345678".prefix(2) + "-1234-5678"),
        postalCode: PostalCode("1020074"),
        municipality: MunicipalityCode("13101"),
        address: "九段南1-2-1",
        qualifications: [Qualification(QualificationCode("riss"))],
        topics: [TopicSkill(TopicCode("phishing"), level: 2)],
        reachMinutes: 90,
        acceptsOnline: false,
        acceptsOvernight: true,
        monthlyCap: 3,
        yearlyCap: 20,
        weeklyHours: [
            WeeklyHours(
                .monday,
                from: #require(TimeOfDay(hour: 9, minute: 0)),
                to: #require(TimeOfDay(hour: 12, minute: 0))
            )
        ],
        organization: "講壇協会",
        rank: RankCode("standard"),
        payee: PayeeDraft(
            legalStatus: .individual,
            residency: .resident,
            name: "山田 太郎",
            postalCode: PostalCode("1000001"),
            address: "東京都千代田区千代田1",
            invoiceNumber: "T1234567890123",
            account: AccountDraft(
                bankCode: "9991",
                branchCode: "001",
                depositType: 1,
                number: "1234567",
                holderKana: "ヤマダ タロウ"
            )
        )
    )
}

/// A valid organization by English header.
let organizationFields: [(String, String)] = [
    ("name", "講壇商工会議所"), ("kana", "コウダンショウコウカイギショ"), ("kind", "chamber_of_commerce"),
    ("prefecture", "東京都"), ("municipality", "府中市"), ("postal_code", "1838703"), ("address", "宮西町2-24"),
    ("email", "office@example.jp"), ("phone", "0420000001"), ("council_member", "yes"),
    ("registration_number", "1234567890123"),
]

/// A file of one row, with `changes` made to its fields; nil takes the column away.
func file(_ fields: [(String, String)], _ changes: [String: String?] = [:]) -> [UInt8] {
    let kept = fields.compactMap { name, value -> (String, String)? in
        guard let change = changes[name] else { return (name, value) }
        return change.map { (name, $0) }
    }
    let added = changes.filter { change in !fields.contains { $0.0 == change.key } }
        .compactMap { name, value in value.map { (name, $0) } }.sorted { $0.0 < $1.0 }
    let all = kept + added
    let lines = [all.map { quoted($0.0) }, all.map { quoted($0.1) }].map { $0.joined(separator: ",") }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
}

private func quoted(_ field: String) -> String {
    "\"" + field.replacing("\"", with: "\"\"") + "\""
}

func presenters(
    _ bytes: [UInt8],
    _ words: ImportVocabulary = vocabulary,
    ignoringUnknown: Bool = false
) throws -> [ImportedRow<PresenterDraft>] {
    var file = try PresenterFile(
        wholePiece(bytes),
        vocabulary: words,
        ignoringUnknownColumns: ignoringUnknown
    )
    var rows: [ImportedRow<PresenterDraft>] = []
    while let row = try file.next() { rows.append(row) }
    return rows
}

func organizations(_ bytes: [UInt8]) throws -> [ImportedRow<OrganizationDraft>] {
    var file = try OrganizationFile(wholePiece(bytes), vocabulary: vocabulary)
    var rows: [ImportedRow<OrganizationDraft>] = []
    while let row = try file.next() { rows.append(row) }
    return rows
}

extension ImportedRow {
    /// The draft; nil if the row was refused.
    var draft: Draft? {
        guard case .draft(_, let draft) = self else { return nil }
        return draft
    }
}

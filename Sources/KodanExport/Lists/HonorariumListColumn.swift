import KodanDomain
import XLSX

/// A column of the list, in every form.
struct HonorariumListColumn {
    /// What tables call it.
    let title: String
    /// What JSON calls it.
    let key: String
    let kind: XLSXKind
    let width: Int

    private init(_ title: String, _ key: String, _ kind: XLSXKind = .text, _ width: Int = 12) {
        self.title = title
        self.key = key
        self.kind = kind
        self.width = width
    }

    /// All columns, as ``HonorariumListLine/values(in:)`` fills them.
    static let all = [
        HonorariumListColumn("支払番号", "payment"),
        HonorariumListColumn("区分", "entry", .text, 6),
        HonorariumListColumn("支払日", "pay_on", .date),
        HonorariumListColumn("支払先番号", "payee"),
        HonorariumListColumn("支払先氏名", "payee_name", .text, 20),
        HonorariumListColumn("講演番号", "lecture"),
        HonorariumListColumn("講演日", "lecture_on", .date),
        HonorariumListColumn("事業", "programme", .text, 24),
        HonorariumListColumn("開催団体", "host", .text, 24),
        HonorariumListColumn("支給時間（分）", "billed_minutes", .number, 14),
        HonorariumListColumn("ランク", "rank", .text, 10),
        HonorariumListColumn("単価", "unit_price", .yen),
        HonorariumListColumn("単価番号", "rate", .text, 10),
        HonorariumListColumn("謝金", "fee", .yen),
        HonorariumListColumn("旅費（本人支払）", "travel_to_presenter", .yen, 16),
        HonorariumListColumn("旅費（直接支払）", "travel_paid_directly", .yen, 16),
        HonorariumListColumn("支払額", "gross", .yen),
        HonorariumListColumn("源泉徴収対象額", "base", .yen, 16),
        HonorariumListColumn("源泉徴収税額", "tax", .yen, 14),
        HonorariumListColumn("差引支払額", "net", .yen),
        HonorariumListColumn("登録番号", "invoice_number", .text, 16),
        HonorariumListColumn("登録状況（講演日時点）", "invoice_status", .text, 22),
        HonorariumListColumn("勘定科目", "account_code", .text, 10),
        HonorariumListColumn("作成者", "preparer", .text, 14),
        HonorariumListColumn("承認者", "approver", .text, 14),
    ]

    /// What the first row of a table says.
    static let titles = all.map(\.title)
}

/// What stands in one column of one line.
enum HonorariumListValue {
    case text(String)
    case count(Int)
    case yen(Yen)
    case day(LocalDate)

    /// As CSV has it.
    var text: String {
        switch self {
        case .text(let text): text
        case .count(let count): String(count)
        case .yen(let yen): yen.description
        case .day(let day): day.description
        }
    }
}

extension HonorariumListLine {
    /// Its values in the order of the columns.
    func values(in payment: HonorariumListPayment) -> [HonorariumListValue] {
        [
            .text(payment.payment), .text(entry.text), .day(payment.date), .text(payment.payee),
            .text(payment.payeeName), .text(lecture), .day(lectureDate), .text(programme), .text(host),
            .count(billedMinutes), .text(rank), .yen(unitPrice), .text(rate), .yen(fee),
            .yen(travelToPresenter), .yen(travelDirectly), .yen(gross), .yen(base), .yen(tax),
            .yen(gross - tax), .text(invoiceNumber ?? ""), .text(invoiceStatus.text),
            .text(accountCode), .text(payment.preparer), .text(payment.approver),
        ]
    }
}

extension HonorariumEntry {
    /// As an accounting office calls it.
    var text: String {
        switch self {
        case .original: "通常"
        case .red: "赤"
        case .black: "黒"
        }
    }
}

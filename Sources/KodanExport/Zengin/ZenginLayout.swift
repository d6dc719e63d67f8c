package import KodanDomain

/// A field of a bulk-transfer file, by the name that messages and layout tables use.
public enum ZenginField: String, Sendable, CaseIterable {
    /// データ区分
    case kind = "data_kubun"
    /// 種別コード
    case service = "shubetsu"
    /// コード区分
    case coding = "code_kubun"
    /// 振込依頼人コード
    case originatorCode = "originator_code"
    /// 振込依頼人名
    case originatorName = "originator_name"
    /// 振込指定日
    case valueDate = "value_date"
    /// 銀行番号
    case bankCode = "bank_code"
    /// 銀行名
    case bankName = "bank_name"
    /// 支店番号
    case branchCode = "branch_code"
    /// 支店名
    case branchName = "branch_name"
    /// 手形交換所番号
    case clearingHouse = "clearing_house"
    /// 預金種目
    case depositType = "deposit_type"
    /// 口座番号
    case accountNumber = "account_number"
    /// 受取人名
    case payeeName = "payee_name"
    /// 振込金額
    case amount
    /// 新規コード
    case newCode = "new_code"
    /// 顧客コード1
    case customerCode1 = "customer_code_1"
    /// 顧客コード2
    case customerCode2 = "customer_code_2"
    /// 振込指定区分
    case transferCategory = "transfer_category"
    /// 識別表示
    case identification
    /// 合計件数
    case count
    /// 合計金額
    case total
    /// ダミー
    case filler = "dummy"
}

/// Where one field of a record lies and what it may hold, for reading.
package struct ZenginColumns: Sendable {
    /// What a field may hold.
    package enum Content: Sendable {
        /// Digits, zeros before them.
        case digits
        /// Exactly one of these bytes, in a field of one column.
        case oneOf([UInt8])
        /// Text of a class, spaces behind it.
        case text(BankKanaClass)
        /// These bytes and nothing else.
        case fixed([UInt8])
        /// Spaces.
        case spaces
        /// Customer codes or text: column 113 decides.
        case reference
    }

    package let field: ZenginField
    /// The first column, counted from 1.
    package let first: Int
    /// The last column.
    package let last: Int
    package let content: Content

    init(_ field: ZenginField, _ columns: ClosedRange<Int>, _ content: Content) {
        self.field = field
        first = columns.lowerBound
        last = columns.upperBound
        self.content = content
    }

    /// The fields of a kind of record, by its first byte; nil for any other byte.
    package static func of(kind: UInt8) -> [ZenginColumns]? {
        switch kind {
        case UInt8(ascii: "1"): header
        case UInt8(ascii: "2"): data
        case UInt8(ascii: "8"): trailer
        case UInt8(ascii: "9"): end
        default: nil
        }
    }

    private static let header = [
        ZenginColumns(.kind, 1...1, .fixed(Array("1".utf8))),
        ZenginColumns(.service, 2...3, .fixed(Array("21".utf8))),
        ZenginColumns(.coding, 4...4, .fixed(Array("0".utf8))),
        ZenginColumns(.originatorCode, 5...14, .digits),
        ZenginColumns(.originatorName, 15...54, .text(.party)),
        ZenginColumns(.valueDate, 55...58, .digits),
        ZenginColumns(.bankCode, 59...62, .digits),
        ZenginColumns(.bankName, 63...77, .text(.bank)),
        ZenginColumns(.branchCode, 78...80, .digits),
        ZenginColumns(.branchName, 81...95, .text(.bank)),
        ZenginColumns(.depositType, 96...96, .oneOf(Array("129".utf8))),
        ZenginColumns(.accountNumber, 97...103, .digits),
        ZenginColumns(.filler, 104...120, .spaces),
    ]

    private static let data = [
        ZenginColumns(.kind, 1...1, .fixed(Array("2".utf8))),
        ZenginColumns(.bankCode, 2...5, .digits),
        ZenginColumns(.bankName, 6...20, .text(.bank)),
        ZenginColumns(.branchCode, 21...23, .digits),
        ZenginColumns(.branchName, 24...38, .text(.bank)),
        ZenginColumns(.clearingHouse, 39...42, .fixed(Array("0000".utf8))),
        ZenginColumns(.depositType, 43...43, .oneOf(Array("1249".utf8))),
        ZenginColumns(.accountNumber, 44...50, .digits),
        ZenginColumns(.payeeName, 51...80, .text(.party)),
        ZenginColumns(.amount, 81...90, .digits),
        ZenginColumns(.newCode, 91...91, .oneOf(Array("012".utf8))),
        ZenginColumns(.customerCode1, 92...101, .reference),
        ZenginColumns(.customerCode2, 102...111, .reference),
        ZenginColumns(.transferCategory, 112...112, .oneOf(Array("780 ".utf8))),
        ZenginColumns(.identification, 113...113, .oneOf(Array("Y ".utf8))),
        ZenginColumns(.filler, 114...120, .spaces),
    ]

    private static let trailer = [
        ZenginColumns(.kind, 1...1, .fixed(Array("8".utf8))),
        ZenginColumns(.count, 2...7, .digits),
        ZenginColumns(.total, 8...19, .digits),
        ZenginColumns(.filler, 20...120, .spaces),
    ]

    private static let end = [
        ZenginColumns(.kind, 1...1, .fixed(Array("9".utf8))),
        ZenginColumns(.filler, 2...120, .spaces),
    ]
}

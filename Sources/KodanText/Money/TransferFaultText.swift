public import KodanDomain
public import KodanExport

/// What is wrong with a bulk-transfer file, as people are told.
public enum TransferFaultText {
    /// Record, column, place in the file and byte, then what is wrong and what should stand there.
    ///
    /// `レコード3、81桁目（ファイルの325バイト目、0x41「A」）：「振込金額」に使えない文字です。`
    public static func sentence(_ fault: ZenginFault, at offset: Int, in language: Language) -> String {
        let place = language(
            "レコード\(fault.record)、\(fault.column)桁目（ファイルの\(offset + 1)バイト目",
            "Record \(fault.record), column \(fault.column) (byte \(offset + 1) of the file"
        )
        let byte = fault.byte.map { language("、", ", ") + written($0, in: language) } ?? ""
        return place + byte + language("）：", "): ") + problem(fault.problem, in: language)
    }

    /// The totals of a file without a fault.
    public static func allGood(_ count: Int, _ total: Yen, in language: Language) -> String {
        language(
            "振込\(count)件、合計\(total.grouped)円。すべてのバイトが規格どおりです。",
            "\(counted(count, "transfer")), \(total.grouped) yen in all; every byte is as it should be."
        )
    }

    /// A byte as a number, and as a character where it is one of those that such files hold.
    private static func written(_ byte: UInt8, in language: Language) -> String {
        let hex = (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
        switch byte {
        case 0x20: return hex + language("（空白）", " (a space)")
        case 0x21...0x7E:
            let character = String(UnicodeScalar(byte))
            return hex + language("「\(character)」", " “\(character)”")
        // JIS X 0201 lies this far from Unicode.
        case 0xA1...0xDF:
            let character = UnicodeScalar(UInt32(byte) + 0xFEC0).map { String(Character($0)) } ?? ""
            return hex + language("「\(character)」", " “\(character)”")
        default: return hex
        }
    }

    private static func problem(_ problem: ZenginFault.Problem, in language: Language) -> String {
        switch problem {
        case .terminator:
            language(
                "レコードの終わりが正しくありません。120バイトごとに、区切りなしで続くか、すべてCR LFで終わる必要があります。",
                "The record does not end as it must: after 120 bytes the next one follows, or CR LF, in all alike."
            )
        case .cutShort:
            language(
                "ファイルが途中で終わっています。エンドレコード（9）まで必要です。",
                "The file stops here; it must go on to its end record, which begins with 9."
            )
        case .afterEnd:
            language("エンドレコードの後に余分なデータがあります。", "Something follows the end record; nothing may.")
        case .order:
            language(
                "レコードの種類または順序が違います。1（ヘッダー）、2（データ）、8（トレーラー）、9（エンド）の順です。",
                "The wrong kind of record: 1 (header), then 2 (data), then 8 (trailer), then 9 (end)."
            )
        case .notAllowed(let field):
            language("「\(name(field, language))」に使えない文字です。", "\(name(field, language)) may not hold this.")
        case .text(let field):
            language(
                "「\(name(field, language))」は必須で、先頭の桁から左詰めにする必要があります。",
                "\(name(field, language)) must be there and begin in its first column."
            )
        case .value(let field):
            language(
                "「\(name(field, language))」の値がありえません。",
                "\(name(field, language)) has a value that cannot be."
            )
        case .count(let expected, let found):
            language(
                "合計件数は\(found)件とありますが、データレコードは\(expected)件です。",
                "The trailer counts \(counted(found, "transfer")), but there \(expected == 1 ? "is" : "are") \(expected)."
            )
        case .total(let expected, let found):
            language(
                "合計金額は\(found.grouped)円とありますが、振込金額の合計は\(expected.grouped)円です。",
                "The trailer's total is \(found.grouped) yen, but the amounts add up to \(expected.grouped)."
            )
        case .unwanted(let field):
            language(
                "規格では正しい内容ですが、「\(name(field, language))」がこの銀行の指定と違います。",
                "The standard allows it, but for \(name(field, language)) this bank wants something else."
            )
        case .unwantedTerminator(let expected):
            expected == .crlf
                ? language("この銀行はレコードの終わりにCR LFを求めています。", "This bank wants CR LF after every record.")
                : language("この銀行はレコードの区切りなしを求めています。", "This bank wants nothing between records.")
        case .tooMany(let limit):
            language(
                "この銀行が1ファイルで受け付けるデータレコードは\(limit)件までです。",
                "This bank takes at most \(counted(limit, "transfer")) in one file."
            )
        }
    }

    private static func name(_ field: ZenginField, _ language: Language) -> String {
        switch field {
        case .kind: language("データ区分", "the record's kind")
        case .service: language("種別コード", "the service code")
        case .coding: language("コード区分", "the code division")
        case .originatorCode: language("振込依頼人コード", "the originator's code")
        case .originatorName: language("振込依頼人名", "the originator's name")
        case .valueDate: language("振込指定日", "the value date")
        case .bankCode: language("銀行番号", "the bank's code")
        case .bankName: language("銀行名", "the bank's name")
        case .branchCode: language("支店番号", "the branch's code")
        case .branchName: language("支店名", "the branch's name")
        case .clearingHouse: language("手形交換所番号", "the clearing house")
        case .depositType: language("預金種目", "the deposit type")
        case .accountNumber: language("口座番号", "the account number")
        case .payeeName: language("受取人名", "the payee's name")
        case .amount: language("振込金額", "the amount")
        case .newCode: language("新規コード", "the new code")
        case .customerCode1: language("顧客コード1", "customer code 1")
        case .customerCode2: language("顧客コード2", "customer code 2")
        case .transferCategory: language("振込指定区分", "the transfer category")
        case .identification: language("識別表示", "the identification")
        case .count: language("合計件数", "the count")
        case .total: language("合計金額", "the total")
        case .filler: language("ダミー", "the filler")
        }
    }
}

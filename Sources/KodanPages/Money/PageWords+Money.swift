import KodanDomain
import KodanText

/// Money as pages write it.
extension PageWords {
    static func month(_ month: YearMonth) -> String { DateText.month(month, in: .japanese) }
    static func state(_ state: PaymentState) -> String { StateText.name(of: state, in: .japanese) }
    static func state(_ state: NoticeState) -> String { NoticeText.name(of: state, in: .japanese) }
    static func thing(_ key: String) -> String { ThingText.name(ofKey: key, in: .japanese) }
    static func yen(_ yen: Yen) -> String { "\(yen.grouped)円" }
    static func fiscalYear(_ year: FiscalYear) -> String { "\(year.startYear)年度" }

    /// That a name was typed in signs that no bank file takes, and is to be looked at once more.
    static let holderChanged =
        "口座名義は、銀行で使える文字（小さいカナは大きいカナ、長音などの横線は「-」、「・」は「.」、「ヲ」は「オ」）に直しました。通帳の名義と見比べてください。"

    /// Who is to act; the office's roles as the public knows them.
    static func holder(_ role: Role?) -> String {
        role.map { NameText.name(of: $0, in: .japanese) } ?? "なし（完了）"
    }

    static func state(_ state: HonorariumState) -> String {
        switch state {
        case .calculated: "計算済（未払）"
        case .included: "支払に計上"
        case .settled: "支払済"
        case .replaced: "赤伝で取消済"
        }
    }

    static func entry(_ entry: HonorariumEntry) -> String {
        switch entry {
        case .original: "通常"
        case .red: "赤伝"
        case .black: "黒伝"
        }
    }

    static func state(_ state: TransferState) -> String {
        switch state {
        case .sent: "結果待ち"
        case .paid: "振込済"
        case .returned: "組戻し"
        }
    }

    /// What is done next about a month.
    static func stage(_ stage: MonthStage) -> String {
        switch stage {
        case .toPrepare: "支払の作成"
        case .toSubmit: "承認への提出"
        case .toApprove: "承認"
        case .toClose: "締め"
        case .toExport: "振込データの作成"
        case .toRetry: "組戻しの再振込"
        case .toNotify: "支払通知書の発行"
        case .toCollect: "返金の確認"
        case .toSettle: "振込結果の登録"
        case .done: "完了"
        }
    }
}

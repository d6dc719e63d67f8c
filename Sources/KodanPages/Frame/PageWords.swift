import KodanDomain
import KodanText

/// Values as pages write them.
enum PageWords {
    static func state(_ state: RequestState) -> String { StateText.name(of: state, in: .japanese) }
    static func state(_ state: OfferState) -> String { StateText.name(of: state, in: .japanese) }
    static func state(_ state: AssignmentState) -> String { StateText.name(of: state, in: .japanese) }
    static func range(_ range: TimeRange) -> String { DateText.range(range, in: .japanese) }
    static func moment(_ moment: Instant) -> String { DateText.moment(moment, in: .japanese) }
    static func day(_ day: LocalDate) -> String { DateText.day(day, in: .japanese) }

    /// `2026年6月1日（月）から2027年3月31日（水）まで`; without an end, `…から`.
    static func validity(_ days: DateRange) -> String {
        "\(day(days.first))から" + (days.last.map { "\(day($0))まで" } ?? "")
    }

    /// `13,966`: a number with its thousands apart.
    static func count(_ number: Int) -> String { Yen(Int64(number)).grouped }

    /// `1時間20分`; nothing for no way.
    static func duration(minutes: Int) -> String {
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        if hours == 0 { return "\(rest)分" }
        return rest == 0 ? "\(hours)時間" : "\(hours)時間\(rest)分"
    }

    /// Where a lecture is held, in one line.
    static func place(isOnline: Bool, venue: String?) -> String {
        isOnline ? "オンライン" : venue ?? "会場は未定"
    }

    /// Who holds a request.
    static func holder(_ holder: RequestHolder) -> String {
        switch holder {
        case .asker: "申込者"
        case .coordinator: "事務局（調整担当）"
        case .presenter: "講師"
        case .host: "主催団体"
        case .accountant: "事務局（経理担当）"
        case .nobody: "なし（完了）"
        }
    }

    static func flexibility(_ flexibility: Flexibility) -> String {
        switch flexibility {
        case .fixed: "希望日時のみ"
        case .hours: "同じ日であれば時刻を調整できる"
        case .days: "ほかの日も相談できる"
        }
    }

    static func parking(_ parking: Parking) -> String {
        switch parking {
        case .unknown: "未確認"
        case .available: "あり"
        case .none: "なし"
        }
    }

    static func recording(_ recording: Recording) -> String {
        switch recording {
        case .none: "録画しない"
        case .members: "欠席した方・会員に限って見せる"
        case .public: "広く公開する"
        }
    }

    static func ground(_ ground: DeclineGround) -> String {
        switch ground {
        case .notThatDay: "その日は都合がつかない"
        case .notThatHost: "この団体の講演は引き受けられない"
        case .tooFar: "会場が遠い"
        case .noTime: "準備の時間が取れない"
        case .topic: "テーマが専門と合わない"
        case .other: "その他"
        }
    }
}

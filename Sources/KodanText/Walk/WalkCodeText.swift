import KodanDomain

/// What the codes of a walk mean.
enum WalkCodeText {
    /// The word for a code; the code itself where there is none.
    static func word(
        _ code: String,
        of fact: WalkFactName,
        in step: WalkStepKind,
        _ language: Language
    ) -> String {
        if fact == .state { return state(code, of: step, language) ?? code }
        if fact == .mode, let mode = TravelMode(rawValue: code) {
            return NameText.name(of: mode, in: language)
        }
        guard let pair = words[fact]?[code] else { return code }
        return language(pair.0, pair.1)
    }

    private static func state(_ code: String, of step: WalkStepKind, _ language: Language) -> String? {
        switch step {
        case .request: RequestState(rawValue: code).map { StateText.name(of: $0, in: language) }
        case .offer: OfferState(rawValue: code).map { StateText.name(of: $0, in: language) }
        case .assignment: AssignmentState(rawValue: code).map { StateText.name(of: $0, in: language) }
        case .delivery: DeliveryState(rawValue: code).map { StateText.name(of: $0, in: language) }
        case .payment: PaymentState(rawValue: code).map { StateText.name(of: $0, in: language) }
        case .month: StateText.name(ofMonthClosed: code == "closed", in: language)
        case .transfer: transferStates[code].map { language($0.0, $0.1) }
        case .finding: findingStates[code].map { language($0.0, $0.1) }
        case .report, .confirmation, .evidence, .agreement, .separateTax, .travel, .honorarium, .line,
            .taxBand,
            .notice:
            nil
        }
    }

    private typealias Words = [String: (String, String)]

    private static let transferStates: Words = [
        "sent": ("結果待ち", "waiting for the bank"),
        "paid": ("振込済", "paid"),
        "returned": ("組戻し", "came back"),
    ]
    private static let findingStates: Words = [
        "open": ("未処理", "open"),
        "cleared": ("確認済", "cleared"),
        "gone": ("解消", "gone"),
    ]

    private static let words: [WalkFactName: Words] = [
        .delivery: [
            "dispatched": ("講師派遣型", "dispatched"),
            "self_hosted": ("自主開催型", "self-hosted"),
        ],
        .evidenceKind: [
            "receipt": ("領収書", "receipt"),
            "attendance_sheet": ("参加者名簿", "attendance sheet"),
            "flyer": ("チラシ", "flyer"),
            "invoice": ("請求書", "invoice"),
            "other": ("その他", "other"),
        ],
        .agreement: [
            "declined": ("謝金辞退", "fee declined"),
            "net": ("手取契約", "net of tax"),
            "table": ("取決めの取消し", "taken back"),
        ],
        .severity: [
            "blocks": ("支払保留", "blocks"),
            "warns": ("注意", "warns"),
        ],
        .finding: [
            "hours_differ": ("時間の相違", "hours differ"),
            "claim_overlaps": ("旅費の重複", "journey claimed twice"),
            "travel_impossible": ("移動が不可能", "journey that cannot fit"),
            "lecture_twice": ("講演の重複", "lecture counted twice"),
            "second_account": ("同一人の別口座", "second account of a person"),
            "same_account": ("別人の同一口座", "one account of two payees"),
            "payee_deceased": ("逝去した講師への支払", "payment to who has died"),
            "promise_unkept": ("手取額の相違", "net promise not kept"),
            "evidence_missing": ("証憑の不足", "evidence missing"),
            "over_limit": ("宿泊費の超過", "night above the limit"),
            "fee_declined": ("謝金辞退と旅費", "fee declined, travel claimed"),
            "travel_unsettled": ("旅費の未精算", "travel to be settled"),
            "payment_late": ("支払の遅れ", "payment late"),
            "held": ("支払の保留", "held back"),
        ],
        .mode: ["lodging_allowance": ("宿泊手当", "lodging allowance")],
        .entry: [
            "original": ("通常", "original"),
            "red": ("赤伝", "red"),
            "black": ("黒伝", "black"),
        ],
        .unit: [
            "hour": ("1時間", "hour"),
            "lecture": ("1講演", "lecture"),
        ],
        .rounding: [
            "up": ("切上げ", "up"),
            "down": ("切捨て", "down"),
            "half_up": ("四捨五入", "half up"),
            "half_or_whole": ("30分単位", "half or whole"),
        ],
        .payeeClass: [
            "resident_individual": ("居住者", "resident individual"),
            "nonresident_individual": ("非居住者", "non-resident individual"),
            "domestic_corporation": ("内国法人", "domestic corporation"),
        ],
        .confirmation: [
            "unless_objected": ("期限までに誤りの連絡がなければ確認", "counts as confirmed unless objected to"),
            "answer": ("回答による確認", "by an answer"),
        ],
    ]
}

public import KodanDomain

/// What kinds of things and people are called.
public enum NameText {
    /// 役割.
    public static func name(of role: Role, in language: Language) -> String {
        switch role {
        case .host: language("主催団体", "host")
        case .presenter: language("講師", "presenter")
        case .coordinator: language("調整担当", "coordinator")
        case .clerk: language("資料担当", "clerk")
        case .accountant: language("経理担当", "accountant")
        case .approver: language("承認者", "approver")
        case .auditor: language("監査担当", "auditor")
        case .administrator: language("管理者", "administrator")
        case .system: language("システム", "the system")
        }
    }

    /// Whose decision it was.
    public static func name(of side: Side, in language: Language) -> String {
        switch side {
        case .host: language("主催団体", "the host")
        case .presenter: language("講師", "the presenter")
        case .body: language("事務局", "the office")
        }
    }

    /// 団体種別.
    public static func name(of kind: OrganizationKind, in language: Language) -> String {
        switch kind {
        case .police: language("警察", "police")
        case .chamberOfCommerce: language("商工会議所", "chamber of commerce and industry")
        case .commerceFederation: language("商工会連合会", "federation of societies of commerce")
        case .smallBusinessAssociation: language("中小企業団体中央会", "federation of small business associations")
        case .taxAccountants: language("税理士会", "tax accountants' association")
        case .labourConsultants: language("社労士会", "labour consultants' association")
        case .managementConsultants: language("診断協会", "management consultants' association")
        case .itAssociation: language("情報産業協会", "IT industry association")
        case .other: language("その他の団体", "other organization")
        }
    }

    /// 預金種目.
    public static func name(of type: DepositType, in language: Language) -> String {
        switch type {
        case .ordinary: language("普通", "ordinary")
        case .current: language("当座", "current")
        case .savings: language("貯蓄", "savings")
        case .other: language("その他", "other")
        }
    }

    /// By what a leg was travelled.
    public static func name(of mode: TravelMode, in language: Language) -> String {
        switch mode {
        case .rail: language("鉄道", "rail")
        case .bus: language("バス", "bus")
        case .car: language("自家用車", "own car")
        case .taxi: language("タクシー", "taxi")
        case .ferry: language("船", "ferry")
        case .air: language("航空機", "air")
        case .lodging: language("宿泊", "lodging")
        case .lodgingAllowance: language("宿泊手当", "lodging allowance")
        }
    }

    /// What a travel rate is the price of.
    public static func name(of kind: TravelRateKind, in language: Language) -> String {
        switch kind {
        case .lodgingLimit: language("宿泊費の上限", "lodging limit")
        case .lodgingAllowance: language("宿泊手当", "lodging allowance")
        case .carPerKilometre: language("自家用車の1km", "kilometre by car")
        }
    }

    /// 居住者・非居住者・内国法人.
    public static func name(of payees: WithholdingClass, in language: Language) -> String {
        switch payees {
        case .residentIndividual: language("居住者", "resident individual")
        case .nonresidentIndividual: language("非居住者", "non-resident individual")
        case .domesticCorporation: language("内国法人", "domestic corporation")
        }
    }

    /// By what two registrations look alike: `氏名カナとメールアドレス`.
    public static func name(of ground: DuplicateGround, in language: Language) -> String {
        switch ground {
        case .email: language("名称（カナ）とメールアドレス", "name in kana and mail address")
        case .phone: language("名称（カナ）と電話番号", "name in kana and telephone number")
        case .account: language("名称（カナ）と振込口座", "name in kana and bank account")
        }
    }
}

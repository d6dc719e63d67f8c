/// The columns of a file of presenters.
///
/// Headers are read without regard to case, width, blanks, underscores and hyphens.
public enum PresenterColumn: String, ImportColumn {
    /// 番号, of another installation.
    case id
    /// 状態.
    case state
    /// 登録日, in another installation.
    case registeredOn = "registered_on"
    /// 姓.
    case familyName = "family_name"
    /// 名.
    case givenName = "given_name"
    /// 氏名.
    case name
    /// セイ.
    case familyKana = "family_kana"
    /// メイ.
    case givenKana = "given_kana"
    /// フリガナ.
    case kana
    /// メール.
    case email
    /// 電話.
    case phone
    /// 郵便番号.
    case postalCode = "postal_code"
    /// 都道府県.
    case prefecture
    /// 市区町村.
    case municipality
    /// 市区町村コード.
    case municipalityCode = "municipality_code"
    /// 住所.
    case address
    /// 資格.
    case qualifications
    /// 分野.
    case topics
    /// 移動時間.
    case reachMinutes = "reach_minutes"
    /// オンライン.
    case acceptsOnline = "accepts_online"
    /// 宿泊.
    case acceptsOvernight = "accepts_overnight"
    /// 月上限.
    case monthlyCap = "monthly_cap"
    /// 年上限.
    case yearlyCap = "yearly_cap"
    /// 曜日・時間.
    case weeklyHours = "weekly_hours"
    /// 対応不可日.
    case unavailable
    /// 所属団体.
    case organization
    /// 等級.
    case rank
    /// 法的区分.
    case legalStatus = "legal_status"
    /// 居住区分.
    case residency
    /// 支払先名.
    case payeeName = "payee_name"
    /// 支払先郵便番号.
    case payeePostalCode = "payee_postal_code"
    /// 支払先住所.
    case payeeAddress = "payee_address"
    /// 登録番号.
    case invoiceNumber = "invoice_number"
    /// 銀行コード.
    case bankCode = "bank_code"
    /// 支店コード.
    case branchCode = "branch_code"
    /// 預金種目.
    case depositType = "deposit_type"
    /// 口座番号.
    case accountNumber = "account_number"
    /// 口座名義.
    case accountHolder = "account_holder"

    /// The Japanese headers, first the one that the template has.
    public var japanese: [String] {
        switch self {
        case .id: ["番号"]
        case .state: ["状態"]
        case .registeredOn: ["登録日"]
        case .familyName: ["姓", "氏"]
        case .givenName: ["名"]
        case .name: ["氏名", "名前"]
        case .familyKana: ["セイ", "姓フリガナ", "姓カナ"]
        case .givenKana: ["メイ", "名フリガナ", "名カナ"]
        case .kana: ["フリガナ", "氏名フリガナ", "氏名カナ", "カナ"]
        case .email: ["メール", "メールアドレス", "電子メール", "e-mail"]
        case .phone: ["電話", "電話番号", "連絡先電話番号"]
        case .postalCode: ["郵便番号"]
        case .prefecture: ["都道府県"]
        case .municipality: ["市区町村", "市区町村名"]
        case .municipalityCode: ["市区町村コード", "自治体コード", "全国地方公共団体コード"]
        case .address: ["住所"]
        case .qualifications: ["資格"]
        case .topics: ["分野", "講習分野"]
        case .reachMinutes: ["移動時間"]
        case .acceptsOnline: ["オンライン"]
        case .acceptsOvernight: ["宿泊"]
        case .monthlyCap: ["月上限"]
        case .yearlyCap: ["年上限", "年度上限"]
        case .weeklyHours: ["曜日・時間", "曜日時間"]
        case .unavailable: ["対応不可日", "不可日"]
        case .organization: ["所属団体", "所属"]
        case .rank: ["等級"]
        case .legalStatus: ["法的区分", "個人法人区分"]
        case .residency: ["居住区分"]
        case .payeeName: ["支払先名", "支払先"]
        case .payeePostalCode: ["支払先郵便番号"]
        case .payeeAddress: ["支払先住所"]
        case .invoiceNumber: ["登録番号", "インボイス番号"]
        case .bankCode: ["銀行コード", "金融機関コード"]
        case .branchCode: ["支店コード"]
        case .depositType: ["預金種目", "預金種別"]
        case .accountNumber: ["口座番号"]
        case .accountHolder: ["口座名義", "口座名義カナ"]
        }
    }

    /// What the header must have.
    public static var required: [[Set<PresenterColumn>]] {
        [
            [[.familyName, .givenName], [.name]],
            [[.familyKana, .givenKana], [.kana]],
            [[.email]], [[.phone]], [[.postalCode]],
            [[.municipality], [.municipalityCode]],
            [[.address]],
        ]
    }

    /// What a new installation gives anew.
    public static var passedOver: Set<PresenterColumn> { [.id, .registeredOn] }

    /// Whether a refused value is masked.
    public var isSecret: Bool { self == .accountNumber || self == .accountHolder }
}

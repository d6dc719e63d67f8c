/// The columns of a file of organizations.
///
/// Headers are read without regard to case, width, blanks, underscores and hyphens.
public enum OrganizationColumn: String, ImportColumn {
    /// 番号, of another installation.
    case id
    /// 状態.
    case state
    /// 統合先, of another installation.
    case mergedInto = "merged_into"
    /// 団体名.
    case name
    /// フリガナ.
    case kana
    /// 種別.
    case kind
    /// 都道府県.
    case prefecture
    /// 市区町村.
    case municipality
    /// 市区町村コード.
    case municipalityCode = "municipality_code"
    /// 郵便番号.
    case postalCode = "postal_code"
    /// 住所.
    case address
    /// メール.
    case email
    /// 電話.
    case phone
    /// 協議会構成団体.
    case councilMember = "council_member"
    /// 法人番号.
    case registrationNumber = "registration_number"

    /// The Japanese headers, first the one that the template has.
    public var japanese: [String] {
        switch self {
        case .id: ["番号"]
        case .state: ["状態"]
        case .mergedInto: ["統合先"]
        case .name: ["団体名", "名称"]
        case .kana: ["フリガナ", "団体名フリガナ", "カナ"]
        case .kind: ["種別", "団体種別"]
        case .prefecture: ["都道府県"]
        case .municipality: ["市区町村", "市区町村名"]
        case .municipalityCode: ["市区町村コード", "自治体コード", "全国地方公共団体コード"]
        case .postalCode: ["郵便番号"]
        case .address: ["住所"]
        case .email: ["メール", "メールアドレス", "電子メール", "e-mail"]
        case .phone: ["電話", "電話番号"]
        case .councilMember: ["協議会構成団体", "協議会会員"]
        case .registrationNumber: ["法人番号", "団体番号"]
        }
    }

    /// What the header must have.
    public static var required: [[Set<OrganizationColumn>]] {
        [
            [[.name]], [[.kind]],
            [[.municipality], [.municipalityCode]],
            [[.address]], [[.email]], [[.phone]],
        ]
    }

    /// What a new installation gives anew.
    public static var passedOver: Set<OrganizationColumn> { [.id, .mergedInto] }

    /// Whether a refused value is masked.
    public var isSecret: Bool { false }
}

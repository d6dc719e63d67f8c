/// The columns of a spreadsheet of presenters that is matched without any database.
///
/// Headers are read without regard to order, case, width, blanks, underscores and hyphens.
public enum PresenterSheetColumn: String, SheetColumn {
    /// 講師番号.
    case id
    /// 氏名.
    case name
    /// 市区町村.
    case municipality
    /// 郵便番号.
    case postalCode = "postal_code"
    /// 緯度.
    case latitude
    /// 経度.
    case longitude
    /// 分野.
    case topics
    /// レベル.
    case level
    /// 月上限.
    case capPerMonth = "cap_per_month"
    /// 対応不可日.
    case unavailable
    /// 移動時間.
    case reachMinutes = "reach_minutes"
    /// 曜日.
    case weekdays
    /// 今年度の回数.
    case lecturesThisYear = "lectures_this_year"
    /// 年上限.
    case yearlyCap = "yearly_cap"
    /// 所属団体.
    case organization
    /// 講演した団体.
    case lecturedAt = "lectured_at"
    /// オンライン.
    case online

    /// The Japanese headers.
    public var japanese: [String] {
        switch self {
        case .id: ["講師番号", "番号", "管理番号"]
        case .name: ["氏名", "名前", "講師名"]
        case .municipality: ["市区町村", "市区町村名", "市区町村コード"]
        case .postalCode: ["郵便番号"]
        case .latitude: ["緯度"]
        case .longitude: ["経度"]
        case .topics: ["分野", "講習分野", "テーマ"]
        case .level: ["レベル", "級"]
        case .capPerMonth: ["月上限", "月の上限"]
        case .unavailable: ["対応不可日", "不可日"]
        case .reachMinutes: ["移動時間"]
        case .weekdays: ["曜日", "対応曜日"]
        case .lecturesThisYear: ["今年度の回数", "今年度回数"]
        case .yearlyCap: ["年上限", "年度上限"]
        case .organization: ["所属団体", "所属"]
        case .lecturedAt: ["講演した団体", "講演済みの団体"]
        case .online: ["オンライン"]
        }
    }

    /// What the header must have: what no field may leave empty.
    public static var required: [[Set<PresenterSheetColumn>]] {
        [
            [[.id]], [[.municipality], [.postalCode], [.latitude, .longitude]],
            [[.topics]], [[.level]], [[.capPerMonth]],
        ]
    }
}

/// The columns of a spreadsheet of requests that is matched without any database.
///
/// Headers are read without regard to order, case, width, blanks, underscores and hyphens.
public enum RequestSheetColumn: String, SheetColumn {
    /// 申込番号.
    case id
    /// 講演名.
    case title
    /// 市区町村.
    case municipality
    /// 郵便番号.
    case postalCode = "postal_code"
    /// 緯度.
    case latitude
    /// 経度.
    case longitude
    /// 分野.
    case topic
    /// レベル.
    case level
    /// 希望日時.
    case slots
    /// 申込団体.
    case organization
    /// オンライン.
    case online
    /// 希望講師.
    case preferred = "preferred_presenter"
    /// 希望しない講師.
    case excluded = "excluded_presenters"

    /// The Japanese headers.
    public var japanese: [String] {
        switch self {
        case .id: ["申込番号", "番号", "管理番号"]
        case .title: ["講演名", "件名", "題名"]
        case .municipality: ["市区町村", "市区町村名", "市区町村コード"]
        case .postalCode: ["郵便番号"]
        case .latitude: ["緯度"]
        case .longitude: ["経度"]
        case .topic: ["分野", "講習分野", "テーマ"]
        case .level: ["レベル", "級"]
        case .slots: ["希望日時"]
        case .organization: ["申込団体", "団体名", "団体"]
        case .online: ["オンライン"]
        case .preferred: ["希望講師", "希望する講師"]
        case .excluded: ["希望しない講師", "派遣を希望しない講師"]
        }
    }

    /// What the header must have: what no field may leave empty.
    public static var required: [[Set<RequestSheetColumn>]] {
        [
            [[.id]], [[.municipality], [.postalCode], [.latitude, .longitude], [.online]],
            [[.topic]], [[.level]], [[.slots]],
        ]
    }
}

public import KodanDomain
import KodanText

/// What surrounds a page: who is signed in, where they may go, the files that it loads.
public struct PageFrame: Sendable, Equatable {
    /// Who is signed in; nil for a visitor.
    public let user: PageUser?
    /// Where they may go from every page.
    let links: [PageLink]
    /// The style's path; it changes with what it holds.
    let style = PageAsset.style.path
    /// The script's path.
    let script = PageAsset.script.path
    /// The icon's path.
    let icon = PageAsset.icon.path
    /// Whom to ask; nil where the server does not know its office.
    let office: String?
    /// Where they are called.
    let phone: String?

    /// The frame of a page at `path` for `user`; questions go to the body `askedAt`, by its name and telephone number.
    public init(_ user: PageUser?, at path: String, askedAt body: (name: String, phone: String)? = nil) {
        self.user = user
        office = body?.name
        phone = body?.phone
        links = PageFrame.links(for: user?.role).map { link in
            link.marked(isCurrent: link.href == path)
        }
    }

    private static func links(for role: Role?) -> [PageLink] {
        let home = PageLink("ホーム", "/home")
        let requests = PageLink("申込", "/requests")
        let lectures = PageLink("派遣", "/lectures")
        let months = PageLink("支払月", "/months")
        let payees = PageLink("支払先", "/payees")
        let books = PageLink("帳簿", "/transactions")
        let budgets = PageLink("予算", "/budgets")
        let papers = PageLink("年次書類", "/papers")
        let account = PageLink("アカウント", "/account")
        let audit = PageLink("監査証跡", "/audit")
        let administration = PageLink("管理", "/administration")
        return switch role {
        case nil, .system: []
        case .host: [home, requests, PageLink("申込をする", "/requests/new"), account]
        case .presenter:
            [
                home, lectures, PageLink("予定", "/days-off"), PageLink("お支払い", "/paid"),
                PageLink("登録内容", "/profile"), PageLink("自主開催の申込", "/requests/new"), account,
            ]
        case .coordinator:
            [
                home, requests, PageLink("打診", "/offers"), lectures, PageLink("マッチング", "/matching"),
                PageLink("検索", "/search"), account,
            ]
        case .clerk:
            [
                home, PageLink("発送", "/deliveries"), PageLink("返却", "/deliveries?queue=comes_back"),
                PageLink("在庫", "/stock"), PageLink("資料", "/materials"), lectures, account,
            ]
        case .accountant: [home, months, payees, books, budgets, papers, account]
        case .approver: [home, months, payees, books, budgets, account]
        case .auditor: [home, requests, lectures, months, books, audit, account]
        case .administrator:
            [
                home, PageLink("利用者", "/users"), PageLink("団体", "/organizations"),
                PageLink("講師", "/presenters"), administration, audit, account,
            ]
        }
    }
}

/// Who is signed in, as the header shows them.
public struct PageUser: Sendable, Equatable {
    /// Their name.
    public let name: String
    /// In what role they act.
    public let role: Role
    /// What that role is called, with the prefectures to which it is limited.
    let roleName: String
    /// The other roles in which they may go on.
    let otherRoles: [RoleChoice]
    /// What each of their forms sends along, so that no other site can.
    public let csrfToken: String
    /// What tells a form from the same one sent again.
    public let formKey: String

    /// A user who acts in `role`, in these `prefectures` only if there are any, and may go on in each of `roles`.
    public init(
        name: String,
        role: Role,
        prefectures: [PrefectureEntry] = [],
        roles: [Role],
        csrfToken: String,
        formKey: String
    ) {
        self.name = name
        self.role = role
        roleName = NameText.name(of: role, in: .japanese) + PageUser.limit(prefectures)
        otherRoles = roles.filter { $0 != role }.map { RoleChoice($0) }
        self.csrfToken = csrfToken
        self.formKey = formKey
    }

    /// `：東京都・千葉県のみ`: what the lists that they see are narrowed to; nothing for no limits.
    private static func limit(_ prefectures: [PrefectureEntry]) -> String {
        switch prefectures.count {
        case 0: ""
        case 1...3: "：\(prefectures.map(\.name).joined(separator: "・"))のみ"
        case let count: "：\(prefectures[0].name)など\(count)都道府県のみ"
        }
    }

    /// A role to choose.
    struct RoleChoice: Sendable, Equatable {
        let value: String
        let name: String

        init(_ role: Role) {
            value = role.rawValue
            name = NameText.name(of: role, in: .japanese)
        }
    }
}

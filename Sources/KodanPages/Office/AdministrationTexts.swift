/// The page from which an administrator comes to everything that is seldom changed (管理).
public enum AdministrationTexts {
    /// The page.
    public static func page() -> PageContent {
        PageContent("管理", [Block(nil, links: links)])
    }

    static let links = [
        PageLink("利用者と役割", "/users"), PageLink("団体と担当者", "/organizations"), PageLink("講師", "/presenters"),
        PageLink("事業と目標", "/programmes"), PageLink("単価・税率の表", "/rates"), PageLink("祝日の表", "/holidays"),
        PageLink("メールの文面", "/mail-templates"), PageLink("メールの送信記録", "/mails"),
        PageLink("送信を止めている宛先", "/mails/bounces"), PageLink("アクセストークン", "/tokens"),
        PageLink("資料", "/materials"), PageLink("印刷物の在庫", "/stock"), PageLink("監査証跡", "/audit"),
    ]
}

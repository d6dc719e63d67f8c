public import KodanDomain

/// The page that leads to what is seldom changed: people, tables, mails, the record (管理).
public enum AdministrationTexts {
    /// The page of one who acts in `role`.
    public static func page(for role: Role) -> PageContent {
        PageContent(role == .coordinator ? "名簿・資料・メール" : "管理", [Block(nil, links: links(for: role))])
    }

    /// Where `role` may go from it.
    static func links(for role: Role) -> [PageLink] {
        let lists = [
            PageLink("団体と担当者", "/organizations"), PageLink("講師", "/presenters"),
            PageLink("講師への一斉連絡", "/announcements"),
            PageLink("事業と目標", "/programmes"), PageLink("事業実績", "/results"), PageLink("資料", "/materials"),
            PageLink("資料の発送", "/deliveries"),
            PageLink("印刷物の在庫", "/stock"), PageLink("単価・税率の表", "/rates"), PageLink("祝日の表", "/holidays"),
            PageLink("メールの送信記録", "/mails"), PageLink("送信を止めている宛先", "/mails/bounces"),
            PageLink("メールの文面", "/mail-templates"),
        ]
        guard role != .coordinator else { return lists }
        return [PageLink("利用者と役割", "/users"), PageLink("アクセストークン", "/tokens")] + lists
            + [PageLink("監査証跡", "/audit"), PageLink("監査証跡の検証", "/audit/verification")]
    }
}

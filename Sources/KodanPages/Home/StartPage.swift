public import KodanDomain

/// The first page (トップページ): what the programme offers, and how to ask for it.
public enum StartPage {
    /// The page for everybody; so many `lectures` were held in `year`.
    public static func page(year: FiscalYear, lectures: Int) -> PageContent {
        PageContent(
            "セキュリティプレゼンター講師派遣",
            lead: "中小企業の情報セキュリティ対策を支援する団体に、講師を無料で派遣します。",
            [
                Block(
                    "講師の派遣を申し込む",
                    ["\(year.startYear)年度には、\(lectures)回の講演を開催しました。"],
                    links: [PageLink("講師派遣を申し込む", "/apply")]
                ),
                Block(
                    "お申込みから開催まで",
                    steps: [
                        PageStep("1", "お申込み", "希望日時（第3希望まで）、会場、テーマをお知らせください。"),
                        PageStep("2", "講師の決定", "事務局が審査し、近隣の講師に打診します。決まり次第メールでお知らせします。"),
                        PageStep("3", "開催とご報告", "資料をお届けします。開催後に、参加人数などをご確認ください。"),
                    ]
                ),
                Block(
                    "団体の方・講師の方",
                    ["登録されたメールアドレスにお送りするリンクからログインします。パスワードは要りません。"],
                    links: [PageLink("ログイン用リンクを受け取る", "/sign-in")]
                ),
                Block(
                    "事務局の方",
                    ["パスワードと認証コードでログインします。"],
                    links: [PageLink("事務局ログイン", "/staff/sign-in")]
                ),
            ]
        )
    }
}

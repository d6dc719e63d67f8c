public import KodanDomain
import KodanText

/// The pages on which somebody who is not registered asks for a presenter (未登録の団体の申込).
public enum ApplicationTexts {
    /// The form: the organization, its contact, and the request, on one page.
    public static func page(_ choices: RequestFormTexts.Choices, rules: [ProgrammeRules], sent: Bool)
        -> PageContent
    {
        PageContent(
            "講師派遣の申込",
            lead: sent
                ? "メールのリンクを開いて申込を確定すると、事務局が審査します。"
                : "送信すると、確認のメールが届きます。メールのリンクから確定すると、受け付けが完了します。",
            notice: sent ? "確認のメールをお送りしました。\(confirmationHours)時間以内にリンクを開いて、申込を確定してください。" : nil,
            sent
                ? [Block("届かないとき", ["迷惑メールのフォルダーをご確認のうえ、アドレスを確かめてもう一度お申し込みください。"])]
                : [
                    Block(
                        "ご登録がお済みの団体の方",
                        ["ログインすると、団体とご担当者の入力を省けます。"],
                        links: [PageLink("ログインして申し込む", "/sign-in?next=%2Frequests%2Fnew")]
                    ),
                    RequestFormTexts.conditions(rules),
                    Block("申込の内容", form: form(choices)),
                ]
        )
    }

    /// How long an application waits to be confirmed.
    private static let confirmationHours = 48

    /// What was applied for, to be confirmed; the municipalities of host and venue are told where no postal code says
    /// them, and `reach` is what the office says of the venue.
    public static func confirmation(
        _ choices: RequestFormTexts.Choices,
        typed: [String: String],
        hostPlace: String?,
        venuePlace: String?,
        reach: String
    ) -> PageContent {
        let filled = form(choices).filled(typed, [])
        var facts = filled.fields.compactMap { field in answer(to: field, typed) }
        if let hostPlace { facts.append(Fact("団体の市区町村", hostPlace)) }
        if let venuePlace { facts.append(Fact("会場の市区町村", venuePlace)) }
        facts += overnight(typed)
        facts.append(Fact("伺える講師", reach))
        return PageContent(
            "申込の確定",
            lead: "内容をご確認のうえ、確定してください。まだ受け付けていません。",
            [
                Block("申込の内容", facts: facts),
                Block(
                    "確定",
                    ["確定すると、事務局が審査します。状況はメールのリンクからいつでもご覧いただけます。"],
                    form: PageForm("confirm", "申込を確定する")
                ),
            ]
        )
    }

    /// What was answered to a field; a wished time, of which day, begin and end are three fields, is told as one.
    private static func answer(to field: FormField, _ typed: [String: String]) -> Fact? {
        let parts = field.name.split(separator: "/")
        guard parts.count == 3, parts[0] == "slots", let index = Int(parts[1]) else {
            return field.answer.map { Fact(field.label, $0) }
        }
        guard parts[2] == "day", let day = typed["slots/\(index)/day"] else { return nil }
        let (from, to) = (typed["slots/\(index)/from"] ?? "", typed["slots/\(index)/to"] ?? "")
        return wished(index, from: "\(day)T\(from):00+09:00", to: "\(day)T\(to):00+09:00")
    }

    /// A wished time, with its weekday, which shows whether the right day was typed.
    private static func wished(_ index: Int, from: String, to: String) -> Fact {
        let range = Instant(from).flatMap { start in
            Instant(to).flatMap { end in TimeRange(start: start, end: end) }
        }
        return Fact("第\(index + 1)希望", range.map(PageWords.range) ?? "\(from)から\(to)まで")
    }

    /// Wished times that do not lie in one day, which the form does not ask for.
    private static func overnight(_ typed: [String: String]) -> [Fact] {
        (0..<RequestFormTexts.slotCount).compactMap { index in
            typed["slots/\(index)/start"].map { start in
                wished(index, from: start, to: typed["slots/\(index)/end"] ?? "")
            }
        }
    }

    /// What is said of a link that does not serve any more.
    public static let spent = PageContent(
        "申込の確定",
        lead: "このリンクは使えません。",
        [
            Block(
                nil,
                ["期限が過ぎたか、アドレスが途中で切れています。確定がお済みのときは、受付のメールのリンクをお使いください。"],
                links: [PageLink("もう一度申し込む", "/apply")]
            )
        ]
    )

    private static func form(_ choices: RequestFormTexts.Choices) -> PageForm {
        PageForm(
            "apply",
            "確認のメールを受け取る",
            organization + RequestFormTexts.contact + [RequestFormTexts.programme(choices)]
                + RequestFormTexts.what(choices) + RequestFormTexts.times + RequestFormTexts.place
                + RequestFormTexts.rest
        )
    }

    private static let organization: [FormField] = [
        .text("host/name", "団体名", complete: "organization", most: OrganizationDraft.nameLimit).beginning(
            "団体"
        ),
        .choice(
            "host/kind",
            "団体の種類",
            OrganizationKind.allCases.map { ($0.rawValue, NameText.name(of: $0, in: .japanese)) }
        ),
        .text("host/postal_code", "団体の郵便番号", complete: "postal-code", mode: "numeric", most: 12),
        .text("host/address", "団体の所在地", complete: "street-address", most: 200),
        .text("host/phone", "団体の電話番号", type: "tel", complete: "tel", mode: "tel", most: 20),
        .text("host/email", "団体のメールアドレス", type: "email", complete: "email", mode: "email", most: 254),
    ]
}

extension FormField {
    /// What was answered, in words; nil for nothing.
    fileprivate var answer: String? {
        if let check { return check.isTicked ? "はい" : nil }
        if let choices { return choices.options.first(where: \.isChosen)?.text }
        return told != nil || value.isEmpty ? nil : value
    }
}

public import KodanDomain
import KodanText

/// A presenter's own page (登録内容): how they are reached, how far they go, and to which account they are paid.
public enum ProfileTexts {
    /// Names of what the office keeps by codes.
    public struct Words: Sendable {
        let topics: [String: String]
        let qualifications: [String: String]
        let ranks: [String: String]

        /// Names by code.
        public init(topics: [NamedCode], qualifications: [NamedCode], ranks: [NamedCode]) {
            func names(_ codes: [NamedCode]) -> [String: String] {
                Dictionary(codes.map { ($0.code, $0.japanese) }) { first, _ in first }
            }
            self.topics = names(topics)
            self.qualifications = names(qualifications)
            self.ranks = names(ranks)
        }
    }

    /// The page; `payee` is how they are paid, nil where the office has not noted it yet.
    public static func page(
        _ presenter: PresenterDetail,
        _ payee: PayeeDetail?,
        _ words: Words,
        today: LocalDate,
        done: String?
    ) -> PageContent {
        PageContent(
            "登録内容",
            lead: "次のマッチングから、ここに登録された内容で打診をお送りします。",
            notice: notices[done ?? ""],
            [
                Block("登録されている内容", facts: facts(presenter, words)),
                Block("資格と期限", table: qualifications(presenter, words, today)),
                changing(presenter),
                address(presenter),
                hours(presenter),
                account(payee),
            ]
        )
    }

    private static let notices = [
        "changed": "登録内容を変更しました。",
        "address_asked": "新しいメールアドレスに確認のメールを送りました。1日以内にそのリンクを開くと、変更されます。",
        "account_asked": "口座の変更を受け付けました。事務局の別の担当者が確認すると、次の支払からこの口座になります。",
        "account_asked_kana":
            "口座の変更を受け付けました。事務局の別の担当者が確認すると、次の支払からこの口座になります。" + PageWords.holderChanged,
    ]

    private static func facts(_ presenter: PresenterDetail, _ words: Words) -> [Fact] {
        let profile = presenter.profile
        let topics = presenter.topics.map { "\(words.topics[$0.topic.text] ?? $0.topic.text)（水準\($0.level)）" }
        let waiting = profile.newEmail.map { [Fact("確認待ちの新アドレス", $0.text)] } ?? []
        return [
            Fact("氏名", presenter.summary.name), Fact("フリガナ", presenter.summary.kana),
            Fact("メールアドレス", presenter.summary.email.text),
        ] + waiting + [
            Fact("電話番号", profile.phone.text),
            Fact(
                "住所",
                "〒\(profile.postalCode)　\(AddressText.whole(profile.address, in: presenter.summary.place))"
            ),
            Fact("登録区分", words.ranks[profile.rank.text] ?? profile.rank.text),
            Fact("講演できるテーマ", topics.isEmpty ? "登録なし" : topics.joined(separator: "、")),
            Fact("登録日", PageWords.day(profile.registeredOn)),
        ]
    }

    private static func qualifications(
        _ presenter: PresenterDetail,
        _ words: Words,
        _ today: LocalDate
    ) -> PageTable {
        PageTable(
            "資格",
            ["資格", "番号", "有効期限", "状態"],
            presenter.qualifications.map { qualification in
                let isOver = qualification.expires.map { $0 < today } == true
                return [
                    PageCell(words.qualifications[qualification.code.text] ?? qualification.code.text),
                    PageCell(qualification.number ?? "－"),
                    PageCell(qualification.expires.map(PageWords.day) ?? "期限なし"),
                    PageCell(isOver ? "期限切れ（更新後に事務局へご連絡ください）" : "有効"),
                ]
            },
            empty: "登録されている資格はありません。"
        )
    }

    private static func changing(_ presenter: PresenterDetail) -> Block {
        let profile = presenter.profile
        return Block(
            "連絡先と派遣の範囲を変更する",
            ["氏名、テーマ、資格の変更は事務局で承ります。"],
            form: PageForm(
                "change",
                "変更する",
                [
                    .text(
                        "phone",
                        "電話番号",
                        value: profile.phone.text,
                        type: "tel",
                        complete: "tel",
                        mode: "tel",
                        most: 20
                    ),
                    .number("reach_minutes", "片道の移動時間の上限（分）", value: "\(profile.reachMinutes)"),
                    .number("monthly_cap", "1か月の上限（回）", value: "\(profile.monthlyCap)"),
                    .number("yearly_cap", "1年度の上限（回）", value: "\(profile.yearlyCap)"),
                    .tick("accepts_online", "オンラインの講演を引き受ける", isTicked: profile.acceptsOnline).optional,
                    .tick("accepts_overnight", "前泊・後泊の必要な講演を引き受ける", isTicked: profile.acceptsOvernight)
                        .optional,
                    .text("postal_code", "転居したとき：新しい郵便番号", complete: "postal-code", mode: "numeric", most: 12)
                        .optional,
                    .text("address", "転居したとき：新しい住所（市区町村より後）", complete: "street-address", most: 200)
                        .hinted("支払通知書などの住所が同じときは、一緒に変わります。").optional,
                ]
            )
        )
    }

    private static func address(_ presenter: PresenterDetail) -> Block {
        Block(
            "メールアドレスを変更する",
            ["新しいアドレスに確認のメールを送ります。そのリンクを開くと、打診などのご連絡先が変わります。ログインに使うアドレスの変更は、事務局で承ります。"]
                + (presenter.profile.newEmail == nil ? [] : ["確認を取りやめるときは、いまのメールアドレスを入力してください。"]),
            form: PageForm(
                "address",
                "確認のメールを送る",
                [
                    .text(
                        "email",
                        "新しいメールアドレス",
                        type: "email",
                        complete: "email",
                        mode: "email",
                        most: 254
                    )
                ]
            ),
            isFolded: true
        )
    }

    /// The days of the week, by the names under which the API takes them.
    public static let weekdays: [(code: String, name: String)] = zip(
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        Weekday.allCases
    ).map { ($0, DateText.weekday($1, in: .japanese)) }

    private static func hours(_ presenter: PresenterDetail) -> Block {
        let known = presenter.weeklyHours.map { entry in
            "\(DateText.weekday(entry.weekday, in: .japanese))曜 \(entry.from)〜\(entry.to)"
        }
        return Block(
            "引き受けられる曜日と時間",
            [known.isEmpty ? "登録がありません。" : known.joined(separator: "、") + "に打診をお送りします。"],
            form: PageForm("hours", "曜日と時間を変更する", hourFields(presenter)),
            isFolded: true
        )
    }

    /// The fields of a week's hours, the known ones filled in.
    static func hourFields(_ presenter: PresenterDetail) -> [FormField] {
        weekdays.enumerated().flatMap { index, day -> [FormField] in
            let known = presenter.weeklyHours.filter { $0.weekday.rawValue - 1 == index }
            return (0..<max(1, known.count)).flatMap { part in
                hourFields(
                    hoursName(day.code, part),
                    "\(day.name)曜日" + (part == 0 ? "" : "（\(part + 1)）"),
                    part < known.count ? known[part] : nil
                )
            }
        }
    }

    private static func hourFields(_ name: String, _ day: String, _ known: WeeklyHours?) -> [FormField] {
        [
            FormField.text(
                "\(name)/from",
                "\(day)の開始",
                value: known.map { "\($0.from)" } ?? "",
                type: "time"
            ),
            .text("\(name)/to", "\(day)の終了", value: known.map { "\($0.to)" } ?? "", type: "time"),
        ].map(\.optional)
    }

    /// How the hours of a day are called in the form, `mon`; where a day has several, the others are `mon-2` and so on.
    public static func hoursName(_ day: String, _ part: Int) -> String {
        part == 0 ? day : "\(day)-\(part + 1)"
    }

    private static func account(_ payee: PayeeDetail?) -> Block {
        guard let payee else { return Block("振込口座", ["支払先の登録がまだありません。事務局までご連絡ください。"]) }
        return Block(
            "振込口座",
            ["変更は、事務局の別の担当者が確認してから有効になります。それまでは、これまでの口座にお支払いします。"],
            table: PageTable(
                "口座",
                ["口座番号の下3桁", "届出", "状態"],
                payee.accounts.map { account in
                    [
                        PageCell(account.lastThree.map { "…\($0)" } ?? "－"),
                        PageCell(PageWords.moment(account.requestedAt)),
                        PageCell(
                            account.confirmedAt.map { "\(PageWords.moment($0))に確認済み" } ?? "確認待ち"
                        ),
                    ]
                },
                empty: "登録されている口座はありません。"
            ),
            form: PageForm(
                "account",
                "口座の変更を届け出る",
                AccountFormFields.all
            )
        )
    }
}

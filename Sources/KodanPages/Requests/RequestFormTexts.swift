public import KodanDomain

/// The form of a new request (講師派遣の申込・自主開催の申込), on one page.
public enum RequestFormTexts {
    /// What one can choose from.
    public struct Choices: Sendable {
        let programmes: [(value: String, text: String)]
        let topics: [(value: String, text: String)]
        let organizations: [(value: String, text: String)]
        let presenters: [(value: String, text: String)]

        /// Choices, each with its value and its name; of presenters those who lectured for the asker before.
        public init(
            programmes: [(value: String, text: String)],
            topics: [(value: String, text: String)],
            organizations: [(value: String, text: String)],
            presenters: [(value: String, text: String)] = []
        ) {
            self.programmes = programmes
            self.topics = topics
            self.organizations = organizations
            self.presenters = presenters
        }
    }

    /// How many wished times the form has.
    public static let slotCount = RequestDraft.slotBounds.upperBound

    /// Who fills the form in.
    public enum Writer: Sendable {
        /// Somebody of one of the organizations to choose from.
        case host
        /// A presenter who holds the lecture themself.
        case presenter(Presenter.ID)
        /// A coordinator for somebody who phones or writes, of the organization with this key.
        case coordinator(String)
    }

    /// The page; the form begins with what is the same as in `earlier`, a request of the same kind.
    public static func page(
        _ choices: Choices,
        for writer: Writer,
        rules: [ProgrammeRules],
        like earlier: RequestDetail? = nil
    ) -> PageContent {
        var title = "講師派遣の申込"
        var hidden: [String: String] = [:]
        var lead = "送信すると、事務局が審査します。結果はメールでお知らせします。"
        switch writer {
        case .host: break
        case .presenter(let presenter):
            title = "自主開催の申込"
            hidden = ["presenter": "\(presenter)"]
        case .coordinator:
            title = "申込の代理入力"
            lead = "電話・FAXなどで受けた申込を入力します。担当者の方に受付のメールが届きます。"
        }
        var form = PageForm(
            "submit",
            "申し込む",
            who(choices, writer) + what(choices) + times + place + lecturer(choices, writer) + rest,
            hidden: hidden
        )
        if let earlier {
            lead = "\(earlier.summary.id)の内容を写しました。希望日時と会場の郵便番号を入力し、ほかも確かめてから送信してください。"
            form = form.filled(repeated(from: earlier), [])
        }
        return PageContent(title, lead: lead, [conditions(rules), Block("申込の内容", form: form)])
    }

    /// What whoever asks once more need not type again.
    ///
    /// Times are new; the town of the venue, by which presenters are looked for, is typed beside whatever venue it is
    /// this time.
    private static func repeated(from request: RequestDetail) -> [String: String] {
        var same = values(of: request).filter { !$0.key.hasPrefix("slots/") }
        same["programme"] = request.summary.programme.text
        same["organization"] = request.summary.organization.map { "\($0)" }
        return same
    }

    private static func attendance(_ rule: ProgrammeRules) -> String {
        rule.minimumAttendance > 1 ? "、参加見込み\(rule.minimumAttendance)名以上" : ""
    }

    /// The rules, before the first question.
    static func conditions(_ rules: [ProgrammeRules]) -> Block {
        Block(
            "お申込みの条件",
            ["謝金と旅費は事務局が負担します。主催団体の負担はありません。"],
            facts: rules.map { rule in
                Fact(rule.name, "開催日の\(rule.leadDays)日前までのお申込み\(attendance(rule))")
            }
        )
    }

    /// The page on which a request that was sent back is corrected; who asks, and under what, stays.
    public static func correction(of request: RequestDetail, _ choices: Choices) -> PageContent {
        PageContent(
            "申込の修正",
            lead: "修正して送信すると、事務局がもう一度審査します。",
            [
                Block("修正していただく点", [request.reason ?? "事務局からの連絡をご確認ください。"]),
                Block(
                    nil,
                    form: PageForm(
                        "submit",
                        "修正して申し込む",
                        contact + deputy + what(choices) + times + place + rest,
                        hidden: kept(of: request)
                    ).filled(values(of: request), [])
                ),
            ]
        )
    }

    /// What a correction sends along unseen: what stays, and what the form has no field for.
    private static func kept(of request: RequestDetail) -> [String: String] {
        var kept = ["programme": request.summary.programme.text]
        if let organization = request.summary.organization { kept["organization"] = "\(organization)" }
        if let presenter = request.summary.askingPresenter { kept["presenter"] = "\(presenter)" }
        if let preferred = request.preferredPresenter { kept["preferred_presenter"] = "\(preferred)" }
        if let venue = request.venue { kept["venue/municipality"] = venue.municipality.digits }
        for (index, exclusion) in request.excludedPresenters.enumerated() {
            kept["excluded_presenters/\(index)/presenter"] = "\(exclusion.presenter)"
            kept["excluded_presenters/\(index)/reason"] = exclusion.reason
        }
        return kept
    }

    private static func values(of request: RequestDetail) -> [String: String] {
        let summary = request.summary
        var values = [
            "title": summary.title, "topic": summary.topic.text, "required_level": "\(request.requiredLevel)",
            "purpose": request.purpose, "audience": request.audience, "place": summary.place,
            "expected_attendance": "\(summary.expectedAttendance)", "equipment": request.equipment,
            "printed_copies": "\(request.printedCopies)",
        ]
        if request.isOpenToPublic { values["open_to_public"] = "true" }
        if let contact = request.contact {
            values["contact/name"] = contact.name
            values["contact/email"] = contact.email.text
            values["contact/phone"] = contact.phone.text
        }
        let around = request.arrangements
        values["arrangements/department"] = around.department
        values["arrangements/flexibility"] = around.flexibility.rawValue
        values["arrangements/nearest_station"] = around.nearestStation
        values["arrangements/parking"] = around.parking.rawValue
        values["arrangements/recording"] = around.recording.rawValue
        if let deputy = around.deputy {
            values["arrangements/deputy/name"] = deputy.name
            values["arrangements/deputy/email"] = deputy.email.text
            values["arrangements/deputy/phone"] = deputy.phone.text
        }
        if let venue = request.venue {
            values["venue/name"] = venue.name
            values["venue/address"] = venue.address
        }
        for (index, slot) in request.slots.enumerated() {
            values["slots/\(index)/day"] = "\(slot.during.start.date)"
            values["slots/\(index)/from"] = "\(slot.during.start.time)"
            values["slots/\(index)/to"] = "\(slot.during.end.time)"
        }
        return values
    }

    private static func who(_ choices: Choices, _ writer: Writer) -> [FormField] {
        let organization: [FormField] =
            switch writer {
            case .host:
                [
                    .choice(
                        "organization",
                        "団体",
                        choices.organizations,
                        value: choices.organizations.count == 1 ? choices.organizations[0].value : ""
                    )
                ]
            case .presenter:
                [
                    .text("organization", "共催する団体（名称か番号）", most: NamedThings.length)
                        .hinted("共催がなければ空欄。\(NamedThings.organizationHint)").optional
                ]
            case .coordinator(let key):
                [
                    .text("organization", "団体（名称か番号）", value: key, most: NamedThings.length)
                        .hinted(NamedThings.organizationHint),
                    .text("on_behalf_of", "連絡された方の氏名", most: 100),
                ]
            }
        return organization + [programme(choices)] + contact + deputy
    }
}

public import KodanDomain
import KodanText

/// The page of an assignment (派遣): the lecture with its brief, and what each side says of it.
public enum LectureTexts {
    /// The page; `change` is the one that waits for answers or a decision, `path` makes the addresses of its links.
    public static func page(
        _ lecture: AssignmentDetail,
        _ request: RequestDetail?,
        change: ChangeEntry?,
        evidence: Block?,
        files: [EvidenceEntry] = [],
        legs: [TravelLegEntry] = [],
        terms: FeeAgreementEntry? = nil,
        journey: JourneyMap?,
        materials: [Block],
        role: Role,
        now: Instant,
        done: String?,
        path: (String) -> String
    ) -> PageContent {
        let summary = lecture.summary
        var blocks = [Block("講演", facts: facts(summary, request, role, path))]
        if let journey, let minutes = summary.travelMinutes {
            blocks.append(JourneyTexts.block(journey, minutes: minutes))
        }
        if summary.state.isBinding { blocks += ChangeTexts.blocks(change, summary, role, now) }
        blocks += actions(lecture, files.filter { $0.kind == EvidenceKind.receipt.rawValue }, role, now)
        if let report = lecture.report {
            blocks.append(
                Block(
                    "実施報告（講師）",
                    facts: [
                        Fact("実施日時", PageWords.range(report.held)), Fact("講演時間", "\(report.minutes)分"),
                        Fact("参加人数", "\(report.attendance)名"), Fact("内容", report.summary),
                    ]
                )
            )
        }
        if let confirmation = lecture.confirmation {
            blocks.append(
                Block(
                    "開催確認（主催団体）",
                    facts: [
                        Fact("講演時間", "\(confirmation.minutes)分"), Fact("参加人数", "\(confirmation.attendance)名"),
                        Fact("満足度", confirmation.satisfaction.map { "\($0)（5段階）" } ?? "回答なし"),
                        Fact("ご意見", confirmation.comment.isEmpty ? "なし" : confirmation.comment),
                    ]
                )
            )
        }
        blocks += LectureTravelTexts.block(legs) + materials
        if let evidence { blocks.append(evidence) }
        if let request, LetterTexts.areFor(role), LetterTexts.areThere(for: summary, request) {
            let letters = PageLink(LetterTexts.printing(role), path("/lectures/\(summary.id)/letters"))
            blocks.append(Block("文書", links: [letters]))
        }
        blocks += LectureMoneyTexts.blocks(
            lecture,
            terms: terms,
            invoices: files.filter { $0.kind == EvidenceKind.invoice.rawValue },
            role: role,
            isBinding: summary.state.isBinding
        )
        return PageContent(
            "講演：\(summary.title)",
            lead: ChangeTexts.lead(change, summary, role, now) ?? lead(summary, request, now),
            notice: notice(done, change),
            blocks
        )
    }

    /// What was just done; the second yes to a change ends it.
    private static func notice(_ done: String?, _ change: ChangeEntry?) -> String? {
        done == "change_confirmed" && change == nil
            ? "日時・会場の変更が決まりました。主催団体と講師にメールでお知らせします。" : notices[done ?? ""]
    }

    private static let notices = [
        "change_proposed": "変更の相談を受け付けました。相手方にメールでお知らせします。",
        "change_confirmed": "変更を了承しました。両方の了承がそろうと、変更されます。",
        "change_declined": "変更に応じられないことをお知らせしました。", "change_withdrawn": "相談を取り下げました。",
        "change_decided": "決定し、両方にお知らせします。",
        "claimed": "旅費の請求を受け付けました。経理担当が精算します。",
        "received": "資料の受領を記録しました。ありがとうございました。", "filed": "ファイルを受け付けました。",
        "reconfirmed": "予定どおり開催できることを確認しました。", "reported": "実施報告を受け付けました。ありがとうございました。",
        "confirmed": "開催確認を受け付けました。ありがとうございました。", "withdrawn": "辞退を受け付けました。事務局が代わりの講師を探します。",
        "agreed": "謝金の取り決めを登録しました。", "tax_stated": "区分された消費税を登録しました。",
        "calculated": "謝金を確定しました。経理担当が支払の手続きを進めます。",
        "nothing_owed": "この講演で支払うものはありません。未払いの旅費がほかになければ、申込は完了です。",
        "assigned": "講師を決定しました。主催団体と講師にお知らせします。",
        "missed": "開催されなかったことを記録しました。主催団体と講師にお知らせします。新しい日時は、申込のページで指定できます。",
        "replaced": "講師の交代を記録しました。主催団体と講師にお知らせします。",
    ]

    private static func lead(
        _ lecture: AssignmentSummary,
        _ request: RequestDetail?,
        _ now: Instant
    ) -> String {
        guard lecture.state.isBinding else {
            return "この派遣は終了しました（\(PageWords.state(lecture.state))）。"
        }
        if now < lecture.during.end {
            return lecture.presenterReconfirmedAt == nil
                ? "講演まで、予定に変わりがないことをご確認ください。" : "講演の当日をお待ちください。"
        }
        switch (lecture.reportedAt, lecture.confirmedAt) {
        case (nil, _): return "講師の実施報告をお待ちしています。"
        case (_, nil): return "主催団体の開催確認をお待ちしています。"
        case (_, _):
            return request?.summary.state == .closed
                ? "この講演の手続きは、すべて完了しました。" : "報告と確認がそろいました。事務局が謝金の手続きを進めます。"
        }
    }

    private static func facts(
        _ lecture: AssignmentSummary,
        _ request: RequestDetail?,
        _ role: Role,
        _ path: (String) -> String
    ) -> [Fact] {
        // Whoever has to call a presenter finds the number on their page.
        let page = role == .coordinator ? "/presenters/\(lecture.presenter)" : nil
        var facts = [
            Fact("日時", PageWords.range(lecture.during)),
            Fact("状態", PageWords.state(lecture.state)),
            Fact("講師", lecture.presenterName ?? "\(lecture.presenter)", page),
        ]
        facts += ending(lecture, role)
        if !lecture.isOnline, let minutes = lecture.travelMinutes, minutes > 0 {
            facts.append(Fact("移動時間", "片道 約\(PageWords.duration(minutes: minutes))"))
        }
        guard let request else { return facts }
        facts.append(Fact("主催", request.summary.organizationName ?? "講師の自主開催"))
        facts.append(Fact("会場", PageWords.place(isOnline: lecture.isOnline, venue: request.venue?.name)))
        if !lecture.isOnline, let venue = request.venue { facts.append(Fact("所在地", venue.address)) }
        if !lecture.isOnline { facts += request.arrangements.wayThere }
        if let contact = request.contact {
            facts.append(Fact("担当者", "\(contact.name) 様　\(contact.phone.text)　\(contact.email.text)"))
        }
        facts += request.arrangements.people
        return facts + [
            Fact("テーマ", request.topicName), Fact("目的", request.purpose),
            Fact("対象", request.audience), Fact("参加見込み", "\(request.summary.expectedAttendance)名"),
            Fact("設備", request.equipment.isEmpty ? "記載なし" : request.equipment),
            request.arrangements.recorded,
            Fact("申込番号", "\(lecture.request)", path("/requests/\(lecture.request)")),
        ]
    }

    /// When a bond ended, on whose account and why, for the body's people, who find the next presenter by it.
    private static func ending(_ lecture: AssignmentSummary, _ role: Role) -> [Fact] {
        guard role != .host, role != .presenter, let moment = lecture.endedAt, let side = lecture.endedBy,
            let reason = lecture.endReason
        else { return [] }
        return [
            Fact("終了", "\(PageWords.moment(moment))（\(NameText.name(of: side, in: .japanese))側）"),
            Fact("終了の理由", reason),
        ]
    }

    private static func actions(
        _ lecture: AssignmentDetail,
        _ receipts: [EvidenceEntry],
        _ role: Role,
        _ now: Instant
    ) -> [Block] {
        let summary = lecture.summary
        guard summary.state.isBinding else { return claims(summary, receipts, role) }
        let isOver = summary.during.end <= now
        switch role {
        case .presenter:
            if isOver { return lecture.report == nil ? [report(summary, receipts, [])] : [] }
            var blocks = summary.presenterReconfirmedAt == nil ? [reconfirming] : []
            blocks.append(withdrawing)
            return blocks
        case .host:
            if isOver { return lecture.confirmation == nil ? [confirmation([])] : [] }
            return summary.hostReconfirmedAt == nil ? [reconfirming] : []
        case .coordinator: return proxies(lecture, receipts, now)
        case .clerk, .accountant, .approver, .auditor, .administrator, .system: return []
        }
    }

    /// Travel to a lecture that was called off or not held, for its presenter and for who enters it for them.
    private static func claims(
        _ lecture: AssignmentSummary,
        _ receipts: [EvidenceEntry],
        _ role: Role
    ) -> [Block] {
        guard lecture.state.owesTravel(endedBy: lecture.endedBy), !lecture.isOnline else { return [] }
        switch role {
        case .presenter: return [LectureTravelTexts.claiming(lecture, receipts, [])]
        case .coordinator: return [LectureTravelTexts.claiming(lecture, receipts, [phoned])]
        case .host, .clerk, .accountant, .approver, .auditor, .administrator, .system: return []
        }
    }

    private static let reconfirming = Block(
        "予定の確認",
        ["日時・会場に変わりがなければ、ボタンを押してください。変更があるときは事務局までご連絡ください。"],
        form: PageForm("reconfirm", "予定どおり開催できる")
    )

    private static let withdrawing = Block(
        "担当できなくなったとき",
        ["辞退されると、事務局がすぐに代わりの講師を探します。主催団体にもメールでお知らせします。講演が近いときは、事務局にもお電話ください。"],
        form: PageForm("withdraw", "辞退する", [.area("reason", "理由", most: 2000)], isGrave: true),
        isFolded: true
    )

    /// The presenter's report; `receipts` were sent before it, `proxy` are the fields of who files it for somebody.
    static func report(
        _ lecture: AssignmentSummary,
        _ receipts: [EvidenceEntry],
        _ proxy: [FormField]
    ) -> Block {
        let during = lecture.during
        let minutes = during.start.minutes(until: during.end)
        return Block(
            "実施報告",
            ["講演が終わりましたら、次の項目をご報告ください。旅費は、費用がかかった区間ごとに入力します。領収書のあるものは、先に「領収書などの添付」で送ってください。"],
            form: PageForm(
                "report",
                "報告する",
                proxy + [
                    .text("held/day", "実施した日", value: "\(during.start.date)", type: "date"),
                    .text("held/from", "開始", value: "\(during.start.time)", type: "time"),
                    .text("held/to", "終了", value: "\(during.end.time)", type: "time"),
                    .number("minutes", "講演時間（分）", value: "\(minutes)"),
                    .number("attendance", "参加人数（名）"),
                    .area("summary", "内容と質疑", most: 2000),
                ] + (lecture.isOnline ? [] : LectureTravelTexts.fields(receipts))
            )
        )
    }

    /// The host's confirmation; `proxy` are the fields of who files it for somebody.
    static func confirmation(_ proxy: [FormField]) -> Block {
        Block(
            "開催確認",
            ["講演が行われたことを、次の項目でご確認ください。"],
            form: PageForm(
                "confirm",
                "確認する",
                proxy + [
                    .number("minutes", "講演時間（分）"),
                    .number("attendance", "参加人数（名）"),
                    .choice(
                        "satisfaction",
                        "満足度",
                        [("5", "とても満足"), ("4", "満足"), ("3", "ふつう"), ("2", "やや不満"), ("1", "不満")]
                    ).optional,
                    .tick("would_ask_again", "また講師の派遣をお願いしたい").optional,
                    .area("comment", "ご意見・ご感想", most: 2000).optional,
                ]
            )
        )
    }

    /// The table of some assignments.
    static func table(_ caption: String, _ lectures: [AssignmentSummary], next: String? = nil) -> PageTable {
        PageTable(
            caption,
            ["講演名", "日時", "講師", "状態"],
            lectures.map { lecture in
                [
                    PageCell(lecture.title, "/lectures/\(lecture.id)"),
                    PageCell(PageWords.range(lecture.during)),
                    PageCell(lecture.presenterName ?? "\(lecture.presenter)"),
                    PageCell(PageWords.state(lecture.state)),
                ]
            },
            empty: "該当する派遣はありません。",
            next: next
        )
    }
}

extension AssignmentState {
    /// Whether the presenter is bound by it.
    var isBinding: Bool { AssignmentState.binding.contains(self) }
}

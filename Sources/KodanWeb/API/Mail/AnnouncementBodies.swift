import KodanDomain

/// An announcement as JSON; lists leave its text out.
struct AnnouncementBody: Encodable {
    static let schema = Schema.named("Announcement", .body(head + [text] + rest))
    static let summary = Schema.named("AnnouncementSummary", .body(head + rest))

    private static let head: [Schema.Property] = [
        .required("id", .key(Announcement.self)), .required("subject", .text(Example.announcementSubject)),
    ]
    private static let text = Schema.Property.required("text", .text(Example.announcementText))
    private static let rest: [Schema.Property] = [
        .required(
            "prefectures",
            .list(.prefecture, atMost: nil),
            "Where they live for whom it was; empty for everywhere."
        ),
        .optional("topic", .code("five_rules")), .optional("qualification", .code("riss")),
        .optional("expiring_before", .day), .required("written_by", .key(User.self)),
        .optional("writer", .text(Example.personName)), .required("sent_at", .instant),
        .required("recipients", .count, "To so many a mail was written."),
        .required("not_active", .count, "So many for whom it was were not active and got none."),
        .required("unreachable", .count, "So many got none, since mails to their address come back."),
        .required("waiting", .count, "So many of its mails wait to be sent."),
        .required("sent", .count, "So many were handed over."),
        .required("failed", .count, "So many were given up or came back."),
        .required("overtaken", .count, "So many were not sent to who was not active any more."),
    ]

    let id: String
    let subject: String
    let text: String?
    let prefectures: [String]
    let topic: String?
    let qualification: String?
    let expiringBefore: String?
    let writtenBy: String
    let writer: String?
    let sentAt: String
    let recipients: Int
    let notActive: Int
    let unreachable: Int
    let waiting: Int
    let sent: Int
    let failed: Int
    let overtaken: Int

    init(_ announcement: AnnouncementEntry, isWhole: Bool = true) {
        id = announcement.id.description
        subject = announcement.subject
        text = isWhole ? announcement.text : nil
        prefectures = announcement.audience.prefectures.map(\.description)
        topic = announcement.audience.topic?.text
        qualification = announcement.audience.qualification?.text
        expiringBefore = announcement.audience.expiringBefore?.description
        writtenBy = announcement.writer.description
        writer = announcement.writerName
        sentAt = announcement.sentAt.description
        recipients = announcement.reach.recipients
        notActive = announcement.reach.notActive
        unreachable = announcement.reach.unreachable
        waiting = announcement.progress.waiting
        sent = announcement.progress.sent
        failed = announcement.progress.failed
        overtaken = announcement.progress.overtaken
    }
}

/// How many an announcement would reach, as JSON.
struct AnnouncementReachBody: Encodable {
    static let schema = Schema.named(
        "AnnouncementReach",
        .body([
            .required("recipients", .count, "So many would get a mail."),
            .required("not_active", .count, "So many more are not active."),
            .required("unreachable", .count, "So many more have an address at which mails come back."),
        ])
    )

    let recipients: Int
    let notActive: Int
    let unreachable: Int

    init(_ reach: AnnouncementReach) {
        recipients = reach.recipients
        notActive = reach.notActive
        unreachable = reach.unreachable
    }
}

extension Form {
    /// The announcement that the object makes.
    ///
    /// Throws ``Problem`` with everything that is wrong with it.
    func announcement() throws(Problem) -> AnnouncementDraft {
        let subject = made("subject") { text throws(FieldRefused) in try AnnouncementDraft.subject(text) }
        let text = made("text") { text throws(FieldRefused) in try AnnouncementDraft.text(text) }
        let prefectures = texts("prefectures", atMost: AnnouncementAudience.prefectureLimit) {
            text throws(FieldRefused) in try PrefectureCode(text)
        }
        for (index, code) in (prefectures ?? []).enumerated() where prefectures?.firstIndex(of: code) != index
        {
            faults.add(pointer(to: "prefectures") + "/\(index)", .once)
        }
        let topic = made("topic", .optional) { text throws(FieldRefused) in try TopicCode(text) }
        let qualification = made("qualification", .optional) { text throws(FieldRefused) in
            try QualificationCode(text)
        }
        let expiringBefore = day("expiring_before", .optional)
        try end()
        let audience = AnnouncementAudience(
            prefectures: Set(prefectures ?? []),
            topic: topic,
            qualification: qualification,
            expiringBefore: expiringBefore
        )
        guard let subject, let text,
            let draft = try? AnnouncementDraft(subject: subject, text: text, audience: audience)
        else { throw faults.problem }
        return draft
    }
}

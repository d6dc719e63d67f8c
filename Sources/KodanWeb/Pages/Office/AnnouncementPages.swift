import KodanDomain
import KodanPages
import KodanService
import KodanText

/// One mail to many presenters: a page to write it, one that says what will go out and to how many, one confirmation,
/// and what has become of it.
enum AnnouncementPages {
    private static let readers: Set<Role> = [.coordinator, .auditor, .administrator]

    static let routes: [PageRoute] = [
        PageRoute("/announcements", roles: readers, show: list),
        PageRoute(
            "/announcements/new",
            roles: [.coordinator],
            steps: [
                "preview": .confides { visit, form in .shows(try await preview(visit, form)) },
                "edit": .confides { visit, form in
                    .shows(try await writing(visit).refilled("preview", form.values, []))
                },
                "send": .changes(send),
            ],
            asking: ["send": "preview"],
            show: writing
        ),
        PageRoute("/announcements/:id", roles: readers, show: detail),
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let page = try await ReadAnnouncements(office: visit.office)(
            after: visit.after(),
            as: try visit.session()
        )
        return AnnouncementTexts.list(
            page.items,
            next: visit.more(page.next),
            mayAct: visit.role == .coordinator
        )
    }

    @Sendable private static func writing(_ visit: Visit) async throws -> PageContent {
        // As the list of presenters asks.
        let prefecture = visit.query("prefecture").flatMap { try? PrefectureCode($0) }
        let audience = AnnouncementAudience(
            prefectures: prefecture.map { [$0] } ?? [],
            topic: visit.query("topic").flatMap { try? TopicCode($0) },
            qualification: visit.query("qualification").flatMap { try? QualificationCode($0) },
            expiringBefore: visit.day("expiring_before")
        )
        return AnnouncementTexts.writing(audience, try await choices(visit).words)
    }

    private static func preview(_ visit: Visit, _ form: TypedForm) async throws -> PageContent {
        let draft = try form.announcement()
        let (words, limits) = try await choices(visit)
        let reach = try await PreviewAnnouncement(office: visit.office)(
            draft.audience,
            as: try visit.session()
        )
        var audience = draft.audience
        if audience.prefectures.isEmpty { audience.prefectures = limits?.sorted() ?? [] }
        return AnnouncementTexts.preview(
            visit.configuration.announcementForm?.filled(with: draft, leadingTo: visit.home)
                ?? AnnouncementTexts.Letter(subject: draft.subject, body: draft.text),
            to: audience,
            reach,
            words,
            typed: form.asked,
            key: sendingKey(form)
        )
    }

    /// The key under which this preview is sent: the same however often its form is sent again, as browsers do on the
    /// way back, and another one for other words.
    private static func sendingKey(_ form: TypedForm) -> String? {
        form["key"].map { key in
            let typed = form.asked.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let text = ([key] + typed).joined(separator: "\n")
            return SecretText.link.make(from: SecretText.digest(of: text))
        }
    }

    @Sendable private static func send(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id = try await SendAnnouncement(office: visit.office)(
            try form.announcement(),
            as: try visit.session()
        )
        return PagePath("/announcements/\(id)", done: "sent")
    }

    @Sendable private static func detail(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let found = try await ReadAnnouncements(office: visit.office)(try visit.key(), as: asker)
        let vocabulary = ReadVocabulary(office: visit.office)
        let audience = found.audience
        return AnnouncementTexts.page(
            found,
            PresenterTexts.Words(
                topics: audience.topic != nil ? try await vocabulary(.topic, as: asker) : [],
                qualifications: audience.qualification != nil
                    ? try await vocabulary(.qualification, as: asker) : [],
                prefectures: !audience.prefectures.isEmpty ? try await vocabulary.prefectures(as: asker) : []
            ),
            done: visit.done
        )
    }

    /// What the visitor may choose from, and to which prefectures they are limited.
    private static func choices(_ visit: Visit) async throws -> (
        words: PresenterTexts.Words, limits: Set<PrefectureCode>?
    ) {
        let asker = try visit.session()
        let vocabulary = ReadVocabulary(office: visit.office)
        let limits = try await PreviewAnnouncement(office: visit.office).limits(as: asker)
        let words = PresenterTexts.Words(
            topics: try await vocabulary(.topic, as: asker),
            qualifications: try await vocabulary(.qualification, as: asker),
            prefectures: try await vocabulary.prefectures(as: asker).filter { prefecture in
                limits?.contains(prefecture.code) ?? true
            }
        )
        return (words, limits)
    }
}

extension Visit {
    /// Where an announcement leads.
    fileprivate var home: String {
        serverAddress + "/home"
    }
}

extension TypedForm {
    /// The announcement that was typed, to be read like the body of the call over HTTP: the prefectures that were
    /// ticked are a list there.
    ///
    /// Throws ``Problem`` with everything that is wrong with it.
    fileprivate func announcement() throws(Problem) -> AnnouncementDraft {
        var typed = self
        let ticked = values.keys.filter { $0.hasPrefix("prefectures/") }.sorted()
        for name in ticked { typed.set(name, nil) }
        for (index, name) in ticked.enumerated() {
            typed.set("prefectures/\(index)", String(name.dropFirst("prefectures/".count)))
        }
        return try typed.body(lists: ["prefectures"]).announcement()
    }
}

extension MailSample {
    /// The mail with the words of an announcement in place of what the form leaves open.
    ///
    /// What they hold is never read as a placeholder.
    fileprivate func filled(
        with draft: AnnouncementDraft,
        leadingTo page: String
    ) -> AnnouncementTexts.Letter {
        func fill(_ form: String) -> String {
            form.split(separator: MailSample.openText, omittingEmptySubsequences: false).map { part in
                part.replacing(MailSample.openName, with: AnnouncementTexts.anybody)
                    .replacing(MailSample.openPage, with: page)
                    .replacing(MailSample.openSubject, with: draft.subject)
            }.joined(separator: draft.text)
        }
        return AnnouncementTexts.Letter(subject: fill(subject), body: fill(body))
    }
}

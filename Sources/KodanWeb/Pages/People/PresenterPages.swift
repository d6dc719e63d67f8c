import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Presenters as the body's people keep them.
enum PresenterPages {
    private static let readers = Set<Role>.staff

    static let routes: [PageRoute] = [
        PageRoute("/presenters", roles: readers, steps: ["add": .changes(add)], show: list),
        PageRoute(
            "/presenters/:id",
            roles: readers,
            steps: [
                "status": .changes(status), "change": .changes(change), "topics": .changes(topics),
                "qualifications": .changes(qualifications), "hours": .changes(hours),
                "belonging": .changes(belonging),
                "payee": .changes(payee), "add_days_off": .changes(addDaysOff),
                "remove_days_off": .changes(removeDaysOff), "anonymize": .changes(anonymize),
            ].merging(ExclusionSteps.all) { own, _ in own },
            show: presenter
        ),
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let vocabulary = ReadVocabulary(office: visit.office)
        let question = PresenterQuestion(
            status: visit.query("state").flatMap { PresenterStatus(rawValue: $0) },
            prefecture: visit.query("prefecture").flatMap { try? PrefectureCode($0) },
            topic: visit.query("topic").flatMap { try? TopicCode($0) },
            qualification: nil,
            expiringBefore: visit.day("expiring_before"),
            name: visit.query("name").map { String($0.prefix(100)) }
        )
        let page = try await ReadPresenters(office: visit.office)(
            question,
            after: visit.after(),
            as: asker
        )
        return PresenterTexts.list(
            page.items,
            question,
            PresenterTexts.Words(
                topics: try await vocabulary(.topic, as: asker),
                prefectures: try await vocabulary.prefectures(as: asker)
            ),
            next: visit.more(
                page.next,
                asking: ["name", "state", "prefecture", "topic", "expiring_before"]
            ),
            register: visit.register("/v1/presenter-register", question.asked),
            announcement: try await announcement(to: question, visit),
            mayAct: visit.isOne(of: [.coordinator, .administrator])
        )
    }

    /// Where a coordinator writes to all who are found; nil for others, and where their limits leave out whom they see.
    private static func announcement(to question: PresenterQuestion, _ visit: Visit) async throws -> String? {
        guard visit.role == .coordinator else { return nil }
        if let prefecture = question.prefecture {
            let limits = try await PreviewAnnouncement(office: visit.office).limits(as: try visit.session())
            if limits?.contains(prefecture) == false { return nil }
        }
        return question.announcement
    }

    @Sendable private static func presenter(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let vocabulary = ReadVocabulary(office: visit.office)
        let found = try await ReadPresenters(office: visit.office)(try visit.key(), as: asker)
        let organizations = found.organizations + found.exclusions.map(\.organization)
        return PresenterTexts.page(
            found,
            names: try await visit.names(of: organizations.map(\.description)),
            PresenterTexts.Words(
                topics: try await vocabulary(.topic, as: asker),
                qualifications: try await vocabulary(.qualification, as: asker),
                ranks: try await vocabulary(.rank, as: asker)
            ),
            daysOff: visit.role == .coordinator
                ? try await ReadPresenters(office: visit.office).blackouts(of: found.summary.id, as: asker)
                : [],
            role: visit.role ?? .auditor,
            today: visit.office.clock.now().date,
            done: visit.done
        )
    }

    @Sendable private static func add(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = try await visit.placing(form).body(flags: ["allow_duplicates", "applied"])
        let allowsDuplicates = body.flag("allow_duplicates") ?? false
        let onlyApplied = body.flag("applied") ?? false
        let draft = try PresenterFields(body, isNew: true).draft(body)
        let ids = try await RegisterPresenters(office: visit.office)(
            [draft],
            allowingDuplicates: allowsDuplicates,
            onlyApplied: onlyApplied,
            as: try visit.session()
        )
        return PagePath("/presenters/\(ids[0])", done: "added")
    }

    @Sendable private static func status(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        let body = form.body()
        let status = body.choice("state", of: PresenterStatus.self)
        let reason = body.reason()
        try body.end()
        guard let status else { throw body.faults.problem }
        try await ChangePresenterStatus(office: visit.office)(
            of: id,
            to: status,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/presenters/\(id)", done: "status")
    }

    @Sendable private static func anonymize(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        return try await visit.anonymize(.presenter(id), form, shownAt: "/presenters/\(id)")
    }

    @Sendable private static func payee(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        let body = form.body()
        let draft = PayeesController.draft(body)
        let replaced: Payee.ID? = body.key("replaces", .optional)
        try body.end()
        guard let draft else { throw body.faults.problem }
        let add = AddPayee(office: visit.office)
        _ = try await add(draft, for: id, replacing: replaced, as: try visit.session())
        return PagePath("/presenters/\(id)", done: "payee")
    }

    @Sendable private static func change(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let form = try await visit.placing(form)
        return try await change(
            visit,
            form.body(
                numbers: ["reach_minutes", "monthly_cap", "yearly_cap"],
                flags: ["accepts_online", "accepts_overnight"]
            )
        )
    }

    @Sendable private static func hours(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        try await ChangePresenter(office: visit.office)(
            id,
            try PresenterFields.hours(of: form.withoutCaller),
            onBehalfOf: form.caller,
            as: try visit.session()
        )
        return PagePath("/presenters/\(id)", done: "changed")
    }

    @Sendable private static func addDaysOff(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        let body = form.body()
        let days = body.days()
        let reason = body.text("reason", .optional)
        let caller = body.onBehalfOf()
        try body.end()
        guard let days else { throw body.faults.problem }
        _ = try await AddBlackout(office: visit.office)(
            of: id,
            on: days,
            because: reason,
            onBehalfOf: caller,
            as: try visit.session()
        )
        return PagePath("/presenters/\(id)", done: "days_off")
    }

    @Sendable private static func removeDaysOff(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        let body = form.body()
        let blackout: Blackout.ID? = body.key("blackout")
        let caller = body.onBehalfOf()
        try body.end()
        guard let blackout else { throw body.faults.problem }
        try await RemoveBlackout(office: visit.office)(
            blackout,
            of: id,
            onBehalfOf: caller,
            as: try visit.session()
        )
        return PagePath("/presenters/\(id)", done: "days_off_removed")
    }

    @Sendable private static func topics(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        var form = form
        // A topic without a level is none.
        let places = form.places(beneath: "topics")
        for place in places where form["topics/\(place)/level"] == nil {
            form.set("topics/\(place)/topic", nil)
        }
        return try await change(
            visit,
            form.body(
                numbers: Set(places.map { "topics/\($0)/level" }),
                lists: ["topics"],
                emptyLists: ["topics"]
            )
        )
    }

    @Sendable private static func qualifications(_ visit: Visit, _ form: TypedForm) async throws
        -> PagePath
    {
        var form = form
        for place in form.places(beneath: "qualifications")
        where form["qualifications/\(place)/code"] == nil {
            for part in ["number", "expires_on"] { form.set("qualifications/\(place)/\(part)", nil) }
        }
        return try await change(
            visit,
            form.body(lists: ["qualifications"], emptyLists: ["qualifications"])
        )
    }

    @Sendable private static func belonging(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let fields = (0..<PresenterDraft.listLimit).map { "organizations/\($0)" }
        let form = try await visit.organizationsNamed(fields, in: form)
        return try await change(visit, form.body(lists: ["organizations"], emptyLists: ["organizations"]))
    }

    /// Changes what `body` says of the presenter of the page.
    private static func change(_ visit: Visit, _ body: Form) async throws -> PagePath {
        let id: Presenter.ID = try visit.key()
        let onBehalfOf = body.onBehalfOf()
        let change = try PresenterFields(body, isNew: false).change(body)
        try await ChangePresenter(office: visit.office)(
            id,
            change,
            onBehalfOf: onBehalfOf,
            as: try visit.session()
        )
        return PagePath("/presenters/\(id)", done: "changed")
    }
}

extension Visit {
    /// Where what a list was asked for is written as a register; nil for who may not have it.
    func register(_ path: String, _ asked: [String: String?]) -> String? {
        guard isOne(of: Set(ExportedRegister.readers)) else { return nil }
        return path + asked.compactMapValues(\.self).addressQuery()
    }
}

extension PresenterQuestion {
    /// Where one writes to all who are found; nil where an announcement cannot be narrowed to them: by name, or to who
    /// is not active.
    fileprivate var announcement: String? {
        guard name == nil, status == nil || status == .active else { return nil }
        let asked: [String: String?] = [
            "prefecture": prefecture?.description, "topic": topic?.text,
            "expiring_before": expiringBefore?.description,
        ]
        return "/announcements/new" + asked.compactMapValues(\.self).addressQuery()
    }

    /// What the list of the page asks, by the names that the API knows.
    fileprivate var asked: [String: String?] {
        [
            "q": name, "state": status?.rawValue, "prefecture": prefecture?.description,
            "topic": topic?.text, "expiring_before": expiringBefore?.description,
        ]
    }
}

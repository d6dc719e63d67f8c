import KodanDomain
import KodanPages
import KodanService

/// A presenter's own pages: what is registered of them, their calendar, and what they were paid.
enum ProfilePages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/profile",
            roles: [.presenter],
            steps: [
                "change": .changes(change), "address": .changes(changeAddress),
                "hours": .changes(changeHours),
                "account": .changes(changeAccount),
            ],
            show: profile
        ),
        PageRoute(
            "/days-off",
            roles: [.presenter],
            steps: ["add": .changes(addDaysOff), "remove": .changes(removeDaysOff)],
            show: daysOff
        ),
    ]

    @Sendable private static func profile(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let found = try await ReadPresenters(office: visit.office)(try visit.presenter(), as: asker)
        var payee: PayeeDetail?
        if let id = found.payee { payee = try await ReadPayees(office: visit.office)(id, as: asker) }
        let words = ReadVocabulary(office: visit.office)
        return ProfileTexts.page(
            found,
            payee,
            ProfileTexts.Words(
                topics: try await words(.topic, as: asker),
                qualifications: try await words(.qualification, as: asker),
                ranks: try await words(.rank, as: asker)
            ),
            today: visit.office.clock.now().date,
            done: visit.done
        )
    }

    @Sendable private static func change(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        var form = form
        if form["postal_code"] != nil {
            try await form.place(in: visit.office)
            // An address is of one place only.
            guard form["address"] != nil else { throw Problem.missing("address") }
        } else if form["address"] != nil {
            throw Problem.missing("postal_code")
        }
        let body = form.body(
            numbers: ["reach_minutes", "monthly_cap", "yearly_cap"],
            flags: ["accepts_online", "accepts_overnight"]
        )
        try await ChangePresenter(office: visit.office)(
            try visit.presenter(),
            try PresenterFields(body, isNew: false).change(body),
            as: try visit.session()
        )
        return PagePath("/profile", done: "changed")
    }

    @Sendable private static func changeAddress(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body()
        let email = body.made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        try body.end()
        guard let email else { throw body.faults.problem }
        try await ChangePresenter(office: visit.office)(
            try visit.presenter(),
            try PresenterChange(email: email),
            as: try visit.session()
        )
        return PagePath("/profile", done: "address_asked")
    }

    @Sendable private static func changeHours(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await ChangePresenter(office: visit.office)(
            try visit.presenter(),
            try PresenterFields.hours(of: form),
            as: try visit.session()
        )
        return PagePath("/profile", done: "changed")
    }

    @Sendable private static func changeAccount(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let asker = try visit.session()
        let presenter = try visit.presenter()
        let found = try await ReadPresenters(office: visit.office)(presenter, as: asker)
        guard let payee = found.payee else { throw Refusal.notFound("\(presenter)") }
        let body = form.body()
        let account = AccountFields(body, visit.office.rules).draft(body)
        try body.end()
        guard let account else { throw body.faults.problem }
        _ = try await ChangeAccount(office: visit.office)(of: payee, to: account, as: asker)
        return PagePath(
            "/profile",
            done: account.holderChanges.isEmpty ? "account_asked" : "account_asked_kana"
        )
    }

    @Sendable private static func daysOff(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let today = visit.office.clock.now().date
        var filter = AssignmentFilter()
        filter.states = [.confirmed, .reconfirmed]
        filter.from = today.yearMonth.first
        return DaysOffTexts.page(
            try await ReadPresenters(office: visit.office).blackouts(of: try visit.presenter(), as: asker),
            try await ReadAssignments(office: visit.office)(filter, limit: .most, as: asker).items,
            today: today,
            done: visit.done
        )
    }

    @Sendable private static func addDaysOff(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body()
        let days = body.days()
        let reason = body.text("reason", .optional)
        try body.end()
        guard let days else { throw body.faults.problem }
        _ = try await AddBlackout(office: visit.office)(
            of: try visit.presenter(),
            on: days,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/days-off", done: "added")
    }

    @Sendable private static func removeDaysOff(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body()
        let blackout: Blackout.ID? = body.key("blackout")
        try body.end()
        guard let blackout else { throw body.faults.problem }
        try await RemoveBlackout(office: visit.office)(
            blackout,
            of: try visit.presenter(),
            as: try visit.session()
        )
        return PagePath("/days-off", done: "removed")
    }
}

extension Visit {
    /// The presenter who is signed in.
    func presenter() throws(Refusal) -> Presenter.ID {
        guard let presenter = own?.actor.presenter else { throw .notPermitted(role ?? .presenter) }
        return presenter
    }
}

extension PresenterFields {
    /// A week's hours as the pages send them, each day by its name: days of which nothing was said are none.
    ///
    /// Throws ``Problem`` naming the other end of a day of which only one was typed.
    static func hours(of form: TypedForm) throws -> PresenterChange {
        var form = form
        var index = 0
        for day in ProfileTexts.weekdays {
            for name in (0..<form.values.count).map({ ProfileTexts.hoursName(day.code, $0) })
            where form.says(name) {
                form.set("weekly_hours/\(index)/weekday", day.code)
                for end in ["from", "to"] {
                    guard let time = form["\(name)/\(end)"] else { throw Problem.missing("\(name)/\(end)") }
                    form.set("weekly_hours/\(index)/\(end)", time)
                    form.set("\(name)/\(end)", nil)
                }
                index += 1
            }
        }
        let body = form.body(lists: ["weekly_hours"], emptyLists: ["weekly_hours"])
        return try PresenterFields(body, isNew: false).change(body)
    }
}

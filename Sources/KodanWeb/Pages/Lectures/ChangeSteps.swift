import KodanDomain
import KodanPages
import KodanService
import KodanText

/// What the forms on a lecture's page do about a change of its date or venue.
enum ChangeSteps {
    static let all: [String: PageStepHandler] = [
        "propose_change": .changes(propose), "confirm_change": .changes(confirm),
        "decline_change": .changes(decline), "withdraw_change": .changes(withdraw),
        "decide_change": .changes(decide),
    ]

    @Sendable private static func propose(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        guard form["old_stands"] != nil else { throw Problem.missing("old_stands") }
        var form = try await withWholeTime(form, of: id, visit)
        form.set("by", nil)
        if form["venue/postal_code"] != nil {
            try await form.place("venue/", in: visit.office)
            form.set("venue/postal_code", nil)
        }
        let body = form.body(flags: ["old_stands", "online"])
        let during = body.part("time", .optional)?.span()
        let venue = body.part("venue", .optional)?.venue()
        let isOnline = body.flag("online") ?? false
        let oldStands = body.flag("old_stands") ?? true
        let reason = body.reason()
        try body.end()
        _ = try await ProposeChange(office: visit.office)(
            ChangeTerms(
                during: during,
                venue: venue,
                isOnline: isOnline,
                oldStands: oldStands,
                reason: reason
            ),
            of: id,
            by: visit.ownSide ?? .body,
            as: try visit.asker()
        )
        return PagePath(visit.path("/lectures/\(id)"), done: "change_proposed")
    }

    /// The form with the span of its new time, of which what was left empty stays as it is.
    private static func withWholeTime(
        _ form: TypedForm,
        of id: Assignment.ID,
        _ visit: Visit
    ) async throws -> TypedForm {
        guard form.says("time") else { return form }
        let during = try await ReadAssignments(office: visit.office)(id, as: try visit.asker()).summary.during
        var form = form
        for (name, text) in [
            ("day", "\(during.start.date)"), ("from", "\(during.start.time)"), ("to", "\(during.end.time)"),
        ] where form["time/\(name)"] == nil {
            form.set("time/\(name)", text)
        }
        return form.withSpan("time")
    }

    @Sendable private static func confirm(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await ConfirmChange(office: visit.office)(
            try form.change(),
            by: try visit.answering(form),
            onBehalfOf: form.caller,
            as: try visit.asker()
        )
        return try await visit.lectureInSight(done: "change_confirmed")
    }

    @Sendable private static func decline(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await DeclineChange(office: visit.office)(
            try form.change(),
            by: try visit.answering(form),
            because: form.reason,
            onBehalfOf: form.caller,
            as: try visit.asker()
        )
        return try visit.lecture(done: "change_declined")
    }

    @Sendable private static func withdraw(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await WithdrawChange(office: visit.office)(
            try form.change(),
            because: form.reason,
            as: try visit.asker()
        )
        return try visit.lecture(done: "change_withdrawn")
    }

    @Sendable private static func decide(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        guard let decision = form["decision"].flatMap({ ChangeDecision(rawValue: $0) }) else {
            throw Problem.missing("decision")
        }
        try await DecideChange(office: visit.office)(
            try form.change(),
            decision,
            because: form.reason,
            as: try visit.asker()
        )
        return try await visit.lectureInSight(done: "change_decided")
    }
}

extension TypedForm {
    /// The change that the form is about.
    fileprivate func change() throws(Refusal) -> LectureChange.ID {
        let text = self["change"] ?? ""
        guard let id = LectureChange.ID(text) else { throw .notFound(String(text.prefix(40))) }
        return id
    }
}

extension Visit {
    /// Whose answer a form holds: the visitor's own, or that of the side that phoned.
    fileprivate func answering(_ form: TypedForm) throws(Problem) -> Side {
        let side = try side(form)
        if ownSide == nil { _ = try form.namedCaller() }
        return side
    }

    /// Back to the lecture's page.
    fileprivate func lecture(done: String) throws(Refusal) -> PagePath {
        let id: Assignment.ID = try key()
        return PagePath(path("/lectures/\(id)"), done: done)
    }

    /// Back to the lecture's page, or home where a coordinator with limits does not see it any more: it moved away.
    fileprivate func lectureInSight(done: String) async throws -> PagePath {
        if role == .coordinator {
            let id: Assignment.ID = try key()
            guard try await ReadAssignments(office: office).sees(id, as: try session()) else {
                return PagePath("/home", done: "moved_away")
            }
        }
        return try lecture(done: done)
    }
}

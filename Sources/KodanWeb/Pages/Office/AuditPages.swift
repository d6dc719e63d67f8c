import KodanDomain
import KodanPages
import KodanService
import KodanText

/// The record of who did what, and its verification.
enum AuditPages {
    static let routes: [PageRoute] = [
        PageRoute("/audit", roles: [.auditor, .administrator], show: list),
        PageRoute(
            "/audit/verification",
            roles: [.auditor, .approver, .administrator],
            steps: ["verify": .confides(verify)]
        ) { _ in AuditTexts.question },
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        var filter = AuditFilter()
        filter.isNewestFirst = true
        filter.subject = visit.query("subject")
        filter.action = visit.query("action")
        // What is no key was done by nobody.
        filter.user = visit.query("user").map { User.ID($0) ?? User.ID(0) }
        let (from, until) = (visit.day("from"), visit.day("until"))
        filter.from = from.map { Instant($0, .midnight) }
        filter.before = until.map { Instant($0.adding(days: 1), .midnight) }
        let page = try await ReadAuditEvents(office: visit.office)(
            filter,
            after: visit.after(),
            as: try visit.session()
        )
        return AuditTexts.page(
            page.items,
            AuditTexts.Choice(
                subject: filter.subject ?? "",
                action: filter.action ?? "",
                user: visit.query("user") ?? "",
                from: from,
                until: until
            ),
            next: visit.more(page.next, asking: ["subject", "action", "user", "from", "until"])
        )
    }

    @Sendable private static func verify(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let seal = try form.digest("seal")
        let verify = VerifyAudit(office: visit.office)
        let found = try await verify(lookingFor: seal, as: try visit.session())
        let sought: AuditTexts.Sought =
            seal == nil ? .nothing : found.soughtSeal.map(AuditTexts.Sought.found) ?? .missing
        return .shows(
            AuditTexts.result(
                broken: found.firstBrokenSeal,
                seals: found.seals,
                events: found.events,
                unsealed: found.unsealed,
                newest: found.newestSeal?.hexadecimal,
                sought: sought,
                now: visit.office.clock.now()
            )
        )
    }
}

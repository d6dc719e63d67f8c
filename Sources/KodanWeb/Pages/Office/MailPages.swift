import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

/// The log of mails, addresses at which they came back, and the wording of mails.
enum MailPages {
    private static let readers: Set<Role> = [.administrator, .coordinator, .auditor]
    private static let keepers: Set<Role> = [.administrator, .coordinator]

    static let routes: [PageRoute] = [
        PageRoute("/mails", roles: readers, show: list),
        PageRoute("/mails/bounces", roles: readers, steps: ["clear": .changes(clear)], show: bounces),
        PageRoute(
            "/mails/:id",
            roles: readers,
            steps: ["resend": .changes(resend), "bounce": .changes(bounce)]
        ) { visit in
            let mail = try await ReadMails(office: visit.office)(try visit.key(), as: try visit.session())
            return MailTexts.page(
                mail,
                names: try await visit.names(mail.request, mail.presenter),
                mayAct: visit.isOne(of: keepers),
                done: visit.done
            )
        },
        PageRoute("/mail-templates", roles: readers) { visit in
            MailTemplateTexts.list(visit.configuration.mailSamples.map(\.content))
        },
        PageRoute("/mail-templates/:id", roles: readers) { visit in
            let kind = visit.context.parameters.get("id") ?? ""
            guard let sample = visit.configuration.mailSamples.first(where: { $0.kind == kind }) else {
                throw Refusal.notFound(String(kind.prefix(40)))
            }
            return MailTemplateTexts.page(sample.content)
        },
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        var filter = MailFilter()
        let state = visit.query("state").flatMap { MailState(rawValue: $0) }
        filter.states = state.map { [$0] } ?? []
        filter.isNewestFirst = true
        filter.announcement = visit.query("announcement").flatMap { Announcement.ID($0) }
        let typed = visit.query("to")
        let address = typed.flatMap { try? EmailAddress($0) }
        filter.recipient = address
        let asker = try visit.session()
        // What is no address got no mail.
        guard typed == nil || address != nil else {
            return MailTexts.list([], filter, to: typed ?? "", next: nil)
        }
        let page = try await ReadMails(office: visit.office)(filter, after: visit.after(), as: asker)
        return MailTexts.list(
            page.items,
            filter,
            to: typed ?? "",
            next: visit.more(page.next, asking: ["state", "to", "announcement"])
        )
    }

    @Sendable private static func resend(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: OutboxMessage.ID = try visit.key()
        try await ResendMail(office: visit.office)(id, because: form.reason, as: try visit.session())
        return PagePath("/mails/\(id)", done: "resent")
    }

    @Sendable private static func bounce(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: OutboxMessage.ID = try visit.key()
        guard form["hard"] != nil else { throw Problem.missing("hard") }
        let body = form.body(flags: ["hard"])
        let isHard = body.flag("hard") ?? true
        let draft = body.made("reason") { text throws(FieldRefused) in
            try BounceDraft(isHard: isHard, words: text)
        }
        try body.end()
        guard let draft else { throw body.faults.problem }
        _ = try await RecordBounce(office: visit.office)(id, draft, as: try visit.session())
        return PagePath("/mails/\(id)", done: "bounced")
    }

    @Sendable private static func bounces(_ visit: Visit) async throws -> PageContent {
        let all = visit.query("all") == "true"
        let page = try await ReadBounces(office: visit.office)(
            all: all,
            after: visit.after(),
            as: try visit.session()
        )
        let owners = page.items.flatMap {
            $0.presenters.map(\.description) + $0.organizations.map(\.description)
        }
        return MailTexts.bounces(
            page.items,
            names: try await visit.names(of: owners),
            all: all,
            next: visit.more(page.next, asking: ["all"]),
            mayAct: visit.isOne(of: keepers),
            done: visit.done
        )
    }

    @Sendable private static func clear(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await ClearBounce(office: visit.office)(
            try visit.key("bounce", in: form),
            because: form.reason,
            as: try visit.session()
        )
        return PagePath("/mails/bounces", done: "cleared")
    }
}

extension MailSample {
    /// The mail as pages show it.
    fileprivate var content: MailTemplateTexts.Sample {
        MailTemplateTexts.Sample(kind: kind, subject: subject, body: body, html: html)
    }
}

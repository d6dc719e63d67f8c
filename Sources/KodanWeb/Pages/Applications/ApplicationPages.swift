import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Asking for a presenter without being registered: the form, and the confirmation by a mailed link.
enum ApplicationPages {
    static let routes: [PageRoute] = [
        PageRoute("/apply", steps: ["apply": .confides(apply)]) { visit in
            let offering = try await ReadOffering(office: visit.office)()
            return ApplicationTexts.page(
                RequestFormTexts.Choices(offering),
                rules: offering.programmes,
                sent: visit.done == "sent"
            )
        },
        PageRoute("/apply/confirmation", steps: ["confirm": .confides(confirm)], show: confirmation),
    ]

    @Sendable private static func apply(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        try await ApplyForLecture(office: visit.office)(
            try await read(form.asked, visit),
            typed: form.asked,
            from: visit.address
        )
        return .goes(PagePath("/apply", done: "sent"))
    }

    @Sendable private static func confirmation(_ visit: Visit) async throws -> PageContent {
        do {
            let link = visit.query("link") ?? ""
            guard let typed = try await ConfirmApplication(office: visit.office).typed(link) else {
                return ApplicationTexts.spent
            }
            return ApplicationTexts.confirmation(
                RequestFormTexts.Choices(try await ReadOffering(office: visit.office)()),
                typed: typed,
                reach: try await ReachAnswers(office: visit.office).sentence(TypedForm(values: typed))
            )
        } catch Refusal.signIn(.linkSpent) {
            return ApplicationTexts.spent
        }
    }

    @Sendable private static func confirm(_ visit: Visit, _: TypedForm) async throws -> PageOutcome {
        let found = try await ConfirmApplication(office: visit.office)(visit.query("link") ?? "") { typed in
            try await read(typed, visit)
        }
        return .goes(PagePath("/requests/\(found.request)?link=\(found.link)", done: "submitted"))
    }

    /// What was typed, as what it asks for; every field that is wrong is named.
    private static func read(_ typed: [String: String], _ visit: Visit) async throws -> Applied {
        var form = TypedForm(values: typed)
        if let postal = form["host/postal_code"] {
            form.set("host/municipality", try await visit.municipality(of: postal, field: "host/postal_code"))
        }
        // Its key is not known before it is registered; what stands here is not read.
        form.set("organization", "\(Organization.ID(1))")
        let body = try await RequestFormPages.completed(form, visit).requestBody()
        let organization = try body.part("host").flatMap { part in
            try OrganizationFields(part, isNew: true).noted(in: part)
        }
        let draft = try RequestFields(body).draft(body)
        guard let organization else { throw body.faults.problem }
        return Applied(organization: organization, request: draft)
    }
}

extension RequestFormTexts.Choices {
    /// What everybody may choose from.
    init(_ offering: Offering) {
        self.init(
            programmes: offering.programmes.map { ($0.code.text, $0.name) },
            topics: offering.topics.map { ($0.code, $0.japanese) },
            organizations: []
        )
    }
}

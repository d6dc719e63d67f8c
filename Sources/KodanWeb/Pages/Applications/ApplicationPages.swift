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
            try await ApplicationReader(office: visit.office)(form.asked),
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
                hostPlace: try await place("host/municipality", typed, visit.office),
                venuePlace: try await place("venue/municipality", typed, visit.office),
                reach: try await ReachAnswers(office: visit.office).sentence(TypedForm(values: typed))
            )
        } catch Refusal.signIn(.linkSpent) {
            return ApplicationTexts.spent
        }
    }

    /// What the municipality is called that was told as `name`; nil where a postal code says it.
    private static func place(_ name: String, _ typed: [String: String], _ office: Office) async throws
        -> String?
    {
        guard let text = typed[name], let code = try? MunicipalityCode(text) else { return nil }
        return try await ReadOffering(office: office).place(of: code) ?? text
    }

    @Sendable private static func confirm(_ visit: Visit, _: TypedForm) async throws -> PageOutcome {
        let read = ApplicationReader(office: visit.office)
        let found = try await ConfirmApplication(office: visit.office)(visit.query("link") ?? "") { typed in
            try await read(typed)
        }
        return .goes(PagePath("/requests/\(found.request)?link=\(found.link)", done: "submitted"))
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

import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

extension Visit {
    /// The month that stands in the path.
    func month() throws(Refusal) -> YearMonth {
        let text = context.parameters.get("month") ?? ""
        guard let month = Form.month(text) else { throw .notFound(String(text.prefix(40))) }
        return month
    }

    /// What a search asks, by the names of its fields.
    func asked(_ names: [Substring]) -> [String: String] {
        Dictionary(
            names.compactMap { name in query(name).map { (String(name), $0) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// This page's address with what was asked, going on behind `next`.
    func more<Of: Keyed>(_ asked: [String: String], _ next: ID<Of>?) -> String? {
        guard let next else { return nil }
        return request.uri.path + asked.addressQuery(and: ["after": next.description])
    }

    /// What the office's papers and bank files are made with.
    ///
    /// Throws ``Problem/noPapers`` where nothing is set.
    func papers() throws(Problem) -> OfficePapers {
        guard let papers = configuration.papers else { throw .noPapers }
        return papers
    }

    /// Who visits.
    var user: User.ID? { own?.actor.user }

    /// The day of the visit.
    var today: LocalDate { office.clock.now().date }
}

extension [String: String] {
    /// `?from=2026-04-01&to=2026-04-30`, in order of the names; nothing for nothing.
    func addressQuery(and others: [String: String] = [:]) -> String {
        let all = merging(others) { _, other in other }.sorted { $0.key < $1.key }
        guard !all.isEmpty else { return "" }
        return "?" + all.map { "\($0.key)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}

extension TypedForm {
    /// The day that was typed as `name`, and nothing else.
    func day(_ name: String) throws(Problem) -> LocalDate {
        let form = only([name]).body()
        let day = form.day(name)
        try form.end()
        guard let day else { throw form.faults.problem }
        return day
    }

    /// The form with these fields alone, where several readers share one.
    func only(_ names: Set<String>) -> TypedForm {
        var form = self
        for name in values.keys where !names.contains(name) { form.set(name, nil) }
        return form
    }
}

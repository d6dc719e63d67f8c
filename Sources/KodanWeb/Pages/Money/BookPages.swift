import KodanDomain
import KodanPages
import KodanService

/// The books as auditors search them, and which files left the house.
enum BookPages {
    static let routes: [PageRoute] = [
        PageRoute("/transactions", roles: .accounting, show: search),
        PageRoute("/exports", roles: .accounting) { visit in
            let asked = visit.asked(["month"])
            let month = asked["month"].flatMap { Form.month($0) }
            let page = try await ReadExports(office: visit.office)(
                of: month,
                isNewestFirst: true,
                after: visit.after(),
                as: try visit.session()
            )
            let people = page.items.compactMap(\.exportedBy).map(\.description)
            return BookTexts.exports(
                page.items,
                month: month,
                names: try await visit.names(of: people),
                next: visit.more(page.next, asking: asked)
            )
        },
    ]

    @Sendable private static func search(_ visit: Visit) async throws -> PageContent {
        let asked = visit.asked(["from", "to", "amount_min", "amount_max", "name", "payee"])
        let form = TypedForm(values: asked).body(numbers: ["amount_min", "amount_max"])
        let question = form.transactionQuestion()
        do {
            try form.end()
        } catch {
            let nothing = BookTexts.Choice(typed: asked, query: nil)
            return BookTexts.search([], nothing, next: nil).refilled("search", asked, error.faults)
        }
        let page = try await SearchTransactions(office: visit.office)(
            question,
            after: visit.after(),
            as: try visit.session()
        )
        // The API takes plain digits only.
        var plain = asked
        plain["amount_min"] = question.least?.description
        plain["amount_max"] = question.most?.description
        return BookTexts.search(
            page.items,
            BookTexts.Choice(typed: asked, query: plain.addressQuery()),
            next: visit.more(page.next, asking: asked)
        )
    }
}

import KodanDomain
import KodanPages
import KodanService

/// The stock of printed materials.
enum StockPages {
    private static let readers: Set<Role> = [.clerk, .coordinator, .administrator, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/stock", roles: readers) { visit in
            let page = try await ReadStock(office: visit.office)(
                after: visit.after(),
                as: try visit.session()
            )
            return StockTexts.list(page.items, next: visit.more(page.next))
        },
        PageRoute(
            "/stock/:id",
            roles: readers,
            steps: ["receive": .changes(receive), "count": .changes(count)],
            show: edition
        ),
    ]

    @Sendable private static func edition(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let read = ReadStock(office: visit.office)
        let entry = try await read(try visit.key(), as: asker)
        let page = try await read.movements(of: entry.edition, after: visit.after(), as: asker)
        return StockTexts.page(
            entry,
            page.items,
            next: visit.more(page.next),
            mayAct: [.clerk, .administrator].contains(visit.role),
            done: visit.done
        )
    }

    @Sendable private static func receive(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Edition.ID = try visit.key()
        let body = form.body(numbers: ["quantity"])
        let quantity = body.integer("quantity")
        let reason = body.text("reason", .optional)
        try body.end()
        _ = try await MoveStock(office: visit.office).receive(
            quantity ?? 0,
            of: id,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/stock/\(id)", done: "received")
    }

    @Sendable private static func count(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Edition.ID = try visit.key()
        let body = form.body(numbers: ["quantity"])
        let quantity = body.integer("quantity")
        let reason = body.reason()
        try body.end()
        _ = try await MoveStock(office: visit.office).count(
            quantity ?? -1,
            of: id,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/stock/\(id)", done: "counted")
    }
}

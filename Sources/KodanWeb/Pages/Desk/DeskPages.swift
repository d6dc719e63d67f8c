import KodanDomain
import KodanPages
import KodanService

/// The desk: its queues, what lies in them, and the search over everything.
enum DeskPages {
    private static let readers: Set<Role> = [.coordinator, .auditor]

    static let routes: [PageRoute] =
        [
            PageRoute("/desk", roles: readers, show: desk),
            PageRoute(
                "/desk/entries/:id",
                roles: [.coordinator],
                steps: ["close": .changes(close)],
                show: entry
            ),
            PageRoute("/search", roles: Set(Role.allCases).subtracting([.host, .presenter]), show: search),
        ] + BulkPages.routes

    @Sendable private static func desk(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let queues = try await ReadQueues(office: visit.office)(as: asker)
        let opened = visit.query("queue").flatMap { DeskQueue(rawValue: $0) }
        return DeskTexts.page(
            queues,
            opened: try await content(of: opened, visit).flatMap { content in
                opened.map { (queue: $0, content: content) }
            },
            now: visit.office.clock.now(),
            done: visit.done
        )
    }

    /// What lies in a queue; nil for one that has a page of its own.
    private static func content(of queue: DeskQueue?, _ visit: Visit) async throws -> DeskTexts.Content? {
        let asker = try visit.session()
        if let queue, let kind = queue.kind {
            var filter = DeskFilter()
            filter.kinds = [kind]
            let page = try await ReadDesk(office: visit.office)(
                filter,
                after: visit.query("after").flatMap(DeskEntry.ID.init),
                as: asker
            )
            return .entries(page.items, next: page.next.map { "/desk?queue=\(queue.rawValue)&after=\($0)" })
        }
        guard queue == .finding else { return nil }
        let page = try await ReadFindings(office: visit.office)(
            in: .open,
            after: visit.query("after").flatMap(Finding.ID.init),
            as: asker
        )
        return .findings(page.items, next: page.next.map { "/desk?queue=finding&after=\($0)" })
    }

    @Sendable private static func entry(_ visit: Visit) async throws -> PageContent {
        let id: DeskEntry.ID = try visit.key()
        var filter = DeskFilter()
        filter.includesClosed = true
        let found = try await ReadDesk(office: visit.office)(
            filter,
            after: DeskEntry.ID(id.rawValue - 1),
            limit: .standard,
            as: try visit.session()
        ).items.first { $0.id == id }
        guard let found else { throw Refusal.notFound("\(id)") }
        return DeskTexts.entry(found, now: visit.office.clock.now())
    }

    @Sendable private static func close(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await CloseDeskEntry(office: visit.office)(
            try visit.key(),
            because: form.reason,
            as: try visit.session()
        )
        return PagePath("/desk", done: "closed")
    }

    @Sendable private static func search(_ visit: Visit) async throws -> PageContent {
        guard let text = visit.query("text") else { return SearchTexts.page("", nil) }
        let found = try await SearchEverything(office: visit.office)(
            text,
            kind: visit.query("kind").flatMap { FoundKind(rawValue: $0) },
            before: visit.query("before").flatMap { Int64($0) },
            as: try visit.session()
        )
        let parts = found.parts.map { part in
            SearchTexts.Part(
                part.kind,
                part.things,
                next: part.next.map {
                    "/search?text=\(text.percentEncoded)&kind=\(part.kind.rawValue)&before=\($0)"
                }
            )
        }
        return SearchTexts.page(text, parts)
    }
}

import KodanDomain
import KodanPages
import KodanService

/// What stands out before money goes out, and its clearance.
enum FindingPages {
    private static let readers: Set<Role> = [.coordinator, .accountant, .approver, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/findings", roles: readers, steps: ["check": .changes(check)], show: list),
        PageRoute("/findings/:id", roles: readers, steps: ["clear": .changes(clear)]) { visit in
            let id: Finding.ID = try visit.key()
            return FindingTexts.page(
                try await ReadFindings(office: visit.office)(id, as: try visit.session()),
                role: visit.role ?? .auditor,
                done: visit.done
            )
        },
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asked = visit.asked(["state"])
        let state = asked["state"].flatMap { FindingState(rawValue: $0) }
        let page = try await ReadFindings(office: visit.office)(
            in: state,
            // What is to be worked off begins with what waits longest.
            isNewestFirst: state != .open,
            after: visit.after(),
            as: try visit.session()
        )
        return FindingTexts.list(
            page.items,
            state: state,
            role: visit.role ?? .auditor,
            next: visit.more(page.next, asking: asked),
            done: visit.done
        )
    }

    @Sendable private static func check(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        _ = try await CheckHonoraria(office: visit.office)(as: try visit.session())
        return PagePath("/findings?state=open", done: "checked")
    }

    @Sendable private static func clear(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Finding.ID = try visit.key()
        try await ClearFinding(office: visit.office)(id, because: form.reason, as: try visit.session())
        return PagePath("/findings/\(id)", done: "cleared")
    }
}

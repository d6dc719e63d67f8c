import KodanDomain
import KodanPages
import KodanService

/// The page on which everybody begins.
enum HomePages {
    static let routes = [
        PageRoute("/home", roles: Set(Role.allCases), steps: AccountingHome.steps, show: home)
    ]

    @Sendable private static func home(_ visit: Visit) async throws -> PageContent {
        let now = visit.office.clock.now()
        switch visit.role {
        case .presenter:
            var offers = OfferFilter()
            offers.states = [.sent]
            let page = try await ReadOffers(office: visit.office)(offers, as: try visit.session())
            let bound = try await lectures(visit, states: AssignmentState.binding)
            return HomeTexts.presenter(
                offers: page.items.filter { $0.deadline.map { now < $0 } ?? false },
                toReport: bound.filter { $0.during.end <= now && $0.reportedAt == nil },
                coming: bound.filter { now < $0.during.end },
                done: visit.done
            )
        case .host:
            return HomeTexts.host(
                waiting: try await waiting(visit),
                lectures: try await coming(visit, now)
            )
        case .coordinator:
            var late = OfferFilter()
            late.states = [.sent]
            late.dueBefore = now.adding(minutes: 24 * 60)
            let asker = try visit.session()
            return HomeTexts.coordinator(
                waiting: try await waiting(visit),
                desk: try await ReadDesk(office: visit.office)(as: asker).items,
                late: try await ReadOffers(office: visit.office)(late, as: asker).items,
                now: now,
                done: visit.done
            )
        case .clerk: return try await ClerkHome.page(visit)
        case .accountant, .approver, .auditor: return try await AccountingHome.page(visit)
        case .administrator: return try await AdministratorPages.home(visit)
        case .system, nil: throw Refusal.notSignedIn
        }
    }

    private static func waiting(_ visit: Visit) async throws -> [RequestSummary] {
        var filter = RequestFilter()
        filter.needsAttention = true
        return try await ReadRequests(office: visit.office)(filter, as: try visit.session()).items
    }

    private static func coming(_ visit: Visit, _ now: Instant) async throws -> [AssignmentSummary] {
        try await lectures(visit, states: [.confirmed, .reconfirmed], from: now.date)
    }

    private static func lectures(
        _ visit: Visit,
        states: Set<AssignmentState>,
        from day: LocalDate? = nil
    ) async throws -> [AssignmentSummary] {
        var filter = AssignmentFilter()
        filter.states = states
        filter.from = day
        let page = try await ReadAssignments(office: visit.office)(
            filter,
            limit: .most,
            as: try visit.session()
        )
        return page.items.sorted { ($0.during.start, $0.id) < ($1.during.start, $1.id) }
    }
}

import HTTPTypes
import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Several requests at once: a page to tick them, one that says what will happen, and one confirmation.
///
/// Each request is a transaction of its own, so that one that is refused holds up no other; sent again, those that are
/// done are refused.
enum BulkPages {
    static let routes = BulkTexts.Work.allCases.map { work in
        PageRoute(
            "/desk/\(work.rawValue)",
            roles: [.coordinator],
            steps: ["run": .confides { visit, form in .shows(try await run(work, visit, form)) }],
            show: { visit in try await show(work, visit) }
        )
    }

    private static func show(_ work: BulkTexts.Work, _ visit: Visit) async throws -> PageContent {
        let after = visit.query("after").flatMap(LectureRequest.ID.init)
        var filter = RequestFilter()
        filter.states = work == .approvals ? [.submitted, .screening] : [.matched]
        let page = try await ReadRequests(office: visit.office)(filter, after: after, as: try visit.session())
        let ticked = Set(
            visit.request.queryPairs.compactMap { pair in
                pair.value == "true" ? pair.name.flatMap { LectureRequest.ID($0) } : nil
            }
        ).sorted()
        guard !ticked.isEmpty else {
            return BulkTexts.choice(
                work,
                page.items,
                after: after?.description,
                next: page.next.map { "/desk/\(work.rawValue)?after=\($0)" },
                now: visit.office.clock.now()
            )
        }
        let asked = work == .offers ? try await queued(visit) : [:]
        let planned = ticked.prefix(PageLimit.standard.count).map { id in
            BulkTexts.Planned(
                id,
                page.items.first { $0.id == id },
                asking: (asked[id] ?? []).map(\.presenterName)
            )
        }
        return BulkTexts.preview(work, planned)
    }

    /// The offers that wait to be sent, by request.
    private static func queued(_ visit: Visit) async throws -> [LectureRequest.ID: [OfferSummary]] {
        var filter = OfferFilter()
        filter.states = [.queued]
        let offers = try await ReadOffers(office: visit.office)(filter, limit: .most, as: try visit.session())
        return Dictionary(grouping: offers.items, by: \.request)
    }

    private static func run(
        _ work: BulkTexts.Work,
        _ visit: Visit,
        _ form: TypedForm
    ) async throws -> PageContent {
        let ids = form.values.compactMap { name, value in
            value == "true" ? LectureRequest.ID(name) : nil
        }.sorted()
        var outcomes: [BulkTexts.Outcome] = []
        for id in ids {
            do {
                var excess: BudgetExcess?
                switch work {
                case .approvals:
                    excess = try await ScreenRequest(office: visit.office)(
                        id,
                        .approve,
                        as: try visit.session()
                    )
                case .offers: _ = try await SendOffers(office: visit.office)(id, as: try visit.session())
                }
                outcomes.append(BulkTexts.Outcome(id, refusal: nil, isOverBudget: excess != nil))
            } catch {
                guard let problem = Problem(told: error, in: .japanese), problem.status.code < 500,
                    error as? Refusal != .notSignedIn
                else { throw error }
                outcomes.append(BulkTexts.Outcome(id, refusal: problem.detail.sentence(in: .japanese)))
            }
        }
        return BulkTexts.result(work, outcomes, try await visit.names(of: ids.map(\.description)))
    }
}

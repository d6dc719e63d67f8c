import KodanDomain
import Testing

@testable import KodanMatching

private let tokyo = place(35_693_890, 139_753_610)
/// 55 minutes from Tokyo.
private let yokohama = place(35_450_200, 139_634_900)
private let hakodate = place(41_768_640, 140_729_070)
private let monday = day("2026-12-07")

/// A change to a presenter who may take a request, and what the rules then say of the first slot.
struct EligibilityCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var expected: EligibilityRule?
    var change: @Sendable (inout PresenterFacts, inout RequestFacts) -> Void

    init(
        _ name: String,
        _ expected: EligibilityRule?,
        _ change: @escaping @Sendable (inout PresenterFacts, inout RequestFacts) -> Void
    ) {
        testDescription = name
        self.expected = expected
        self.change = change
    }

    /// A presenter and a request that suit each other.
    static func suited() -> (PresenterFacts, RequestFacts) {
        var presenter = PresenterFacts(id: 5, base: tokyo, reachMinutes: 60, monthlyCap: 2, yearlyCap: 4)
        presenter.qualifiedProgrammes = [1, 2]
        presenter.topics = [30: 2]
        for weekday in Weekday.allCases { presenter.availability[weekday] = [.wholeDay] }
        let request = RequestFacts(
            id: 9,
            programme: 1,
            topic: 30,
            organization: 70,
            venue: yokohama,
            slots: [slot(monday)]
        )
        return (presenter, request)
    }
}

private func commitment(_ text: String, _ clock: String, minutes: Int, at place: Place?) -> Commitment {
    Commitment(time: slot(day(text), clock, minutes: minutes), place: place)
}

private func window(_ start: Int, _ end: Int) -> DayWindow { DayWindow(start: start, end: end) ?? .wholeDay }

@Suite("Eligibility")
struct EligibilityTests {
    static let whoCases: [EligibilityCase] = [
        EligibilityCase("suits", nil) { _, _ in },
        EligibilityCase("pinned to this one", nil) { $1.pinnedPresenter = 5 },
        EligibilityCase("pinned to another", .pinnedToAnother) { $1.pinnedPresenter = 6 },
        EligibilityCase("inactive", .inactive) { presenter, _ in presenter.isActive = false },
        EligibilityCase("pinned but inactive", .inactive) {
            $0.isActive = false
            $1.pinnedPresenter = 5
        },
        EligibilityCase("other programme", .notQualified) { $1.programme = 3 },
        EligibilityCase("other topic", .topicMissing) { $1.topic = 31 },
        EligibilityCase("topic at level 0", nil) { presenter, _ in presenter.topics = [30: 0] },
        EligibilityCase("belongs to the host", .belongsToHost) { presenter, _ in
            presenter.organizations = [70]
        },
        EligibilityCase("belongs elsewhere", nil) { presenter, _ in presenter.organizations = [71] },
        EligibilityCase("excluded by the request", .excluded) { $1.excludedPresenters = [5] },
        EligibilityCase("excludes the host", .excluded) { presenter, _ in
            presenter.excludedOrganizations = [70]
        },
        EligibilityCase("declined before", .refusedBefore) { $1.refusedBy = [4, 5] },
        EligibilityCase("just within reach", nil) { presenter, _ in presenter.reachMinutes = 55 },
        EligibilityCase("just out of reach", .outOfReach) { presenter, _ in presenter.reachMinutes = 54 },
        EligibilityCase("out of reach, online not accepted", .outOfReach) {
            $0.reachMinutes = 54
            $1.allowsOnline = true
        },
        EligibilityCase("out of reach, online not allowed", .outOfReach) { presenter, _ in
            presenter.reachMinutes = 54
            presenter.acceptsOnline = true
        },
        EligibilityCase("out of reach, online open to both", nil) {
            $0.reachMinutes = 54
            $0.acceptsOnline = true
            $1.allowsOnline = true
        },
        EligibilityCase("only online, not accepted", .onlineRefused) { $1.venue = nil },
        EligibilityCase("only online, accepted", nil) {
            $0.acceptsOnline = true
            $1.venue = nil
        },
        EligibilityCase("the first rule is named", .notQualified) {
            $0.qualifiedProgrammes = []
            $0.topics = [:]
            $1.refusedBy = [5]
        },
    ]

    static let whenCases: [EligibilityCase] = [
        EligibilityCase("other weekdays only", .notAvailableThatDay) { presenter, _ in
            presenter.availability[.monday] = nil
        },
        EligibilityCase("hours that fit exactly", nil) { presenter, _ in
            presenter.availability[.monday] = [window(840, 960)]
        },
        EligibilityCase("hours that begin late", .notAvailableThatDay) { presenter, _ in
            presenter.availability[.monday] = [window(841, 1000)]
        },
        EligibilityCase("hours that end early", .notAvailableThatDay) { presenter, _ in
            presenter.availability[.monday] = [window(0, 959)]
        },
        EligibilityCase("hours that meet", nil) { presenter, _ in
            presenter.availability[.monday] = [window(900, 1000), window(800, 900)]
        },
        EligibilityCase("hours with a gap", .notAvailableThatDay) { presenter, _ in
            presenter.availability[.monday] = [window(901, 1000), window(800, 900)]
        },
        EligibilityCase("a slot past midnight", .notAvailableThatDay) {
            $1.slots = [slot(monday, "23:00", minutes: 61)]
        },
        EligibilityCase("blacked out", .blackout) { presenter, _ in
            presenter.blackouts = [DateRange(monday.adding(days: -3)...monday)]
        },
        EligibilityCase("blacked out from the next day", nil) { presenter, _ in
            presenter.blackouts = [DateRange(monday.adding(days: 1)...)]
        },
        EligibilityCase("booked that morning", .alreadyBooked) { presenter, _ in
            presenter.commitments = [commitment("2026-12-07", "09:00", minutes: 60, at: nil)]
        },
        EligibilityCase("booked from the night before", .alreadyBooked) { presenter, _ in
            presenter.commitments = [commitment("2026-12-06", "23:00", minutes: 61, at: nil)]
        },
        EligibilityCase("booked until midnight", nil) { presenter, _ in
            presenter.commitments = [commitment("2026-12-06", "23:00", minutes: 60, at: yokohama)]
        },
        EligibilityCase("month full", .monthlyCapReached) { presenter, _ in
            presenter.lecturesByMonth = [monday.yearMonth: 2]
        },
        EligibilityCase("other month full", nil) { presenter, _ in
            presenter.lecturesByMonth = [monday.yearMonth.previous: 2, monday.yearMonth: 1]
        },
        EligibilityCase("year full", .yearlyCapReached) { presenter, _ in
            presenter.lecturesByYear = [FiscalYear(containing: monday): 4]
        },
        EligibilityCase("last fiscal year full", nil) { presenter, request in
            presenter.lecturesByYear = [FiscalYear(containing: day("2027-03-31")): 4]
            request.slots = [slot(day("2027-04-01"))]
        },
    ]

    static let journeyCases: [EligibilityCase] = [
        EligibilityCase("leaves at midnight", nil) { $1.slots = [slot(monday, "0:55")] },
        EligibilityCase("would leave the day before", .travelDoesNotFit) {
            $1.slots = [slot(monday, "0:54")]
        },
        EligibilityCase("is back at midnight", nil) { $1.slots = [slot(monday, "21:05")] },
        EligibilityCase("would be back the day after", .travelDoesNotFit) {
            $1.slots = [slot(monday, "21:06")]
        },
        EligibilityCase("late, and online instead", nil) {
            $0.acceptsOnline = true
            $1.allowsOnline = true
            $1.slots = [slot(monday, "21:06")]
        },
        EligibilityCase("far away the evening before", .travelDoesNotFit) {
            $0.commitments = [commitment("2026-12-06", "20:00", minutes: 120, at: hakodate)]
            $1.slots = [slot(monday, "9:00")]
        },
        EligibilityCase("far away the evening before, but late", nil) {
            $0.commitments = [commitment("2026-12-06", "16:00", minutes: 120, at: hakodate)]
            $1.slots = [slot(monday, "18:00")]
        },
        EligibilityCase("far away the next morning", .travelDoesNotFit) {
            $0.commitments = [commitment("2026-12-08", "6:00", minutes: 120, at: hakodate)]
            $1.slots = [slot(monday, "20:00")]
        },
        EligibilityCase("online at home before, the way just fits", nil) {
            $0.commitments = [commitment("2026-12-06", "23:00", minutes: 60, at: nil)]
            $1.slots = [slot(monday, "0:55")]
        },
        EligibilityCase("far away days before", nil) { presenter, _ in
            presenter.commitments = [commitment("2026-12-05", "9:00", minutes: 120, at: hakodate)]
        },
    ]

    @Test("is decided by who they are", arguments: whoCases)
    func decidesWho(_ example: EligibilityCase) { check(example) }

    @Test("is decided by when they are free", arguments: whenCases)
    func decidesWhen(_ example: EligibilityCase) { check(example) }

    @Test("is decided by journeys", arguments: journeyCases)
    func decidesJourneys(_ example: EligibilityCase) { check(example) }

    private func check(_ example: EligibilityCase) {
        var (presenter, request) = EligibilityCase.suited()
        example.change(&presenter, &request)
        switch Eligibility().verdict(on: presenter, for: request, slotOrdinal: 1) {
        case .eligible?: #expect(example.expected == nil)
        case .refused(let rule)?: #expect(rule == example.expected)
        case nil: Issue.record("there is a first slot")
        }
    }

    @Test("has a case for every rule")
    func coversEveryRule() {
        let cases = Self.whoCases + Self.whenCases + Self.journeyCases
        #expect(Set(cases.compactMap(\.expected)) == Set(EligibilityRule.allCases))
    }

    @Test("knows no slot beyond the last")
    func knowsItsSlots() {
        let (presenter, request) = EligibilityCase.suited()
        #expect(Eligibility().verdict(on: presenter, for: request, slotOrdinal: 2) == nil)
        #expect(Eligibility().verdict(on: presenter, for: request, slotOrdinal: 0) == nil)
    }

    @Test("adds up what speaks against a choice")
    func addsTerms() {
        var (presenter, request) = EligibilityCase.suited()
        presenter.topics = [30: 1]
        request.requiredLevel = 3
        request.preferredPresenter = 6
        request.slots = [slot(monday), slot(monday.adding(days: 1)), slot(monday.adding(days: 2))]
        let eligibility = Eligibility(
            weights: CostWeights(
                slotStep: 7,
                levelStep: 100,
                notPreferred: 1_000,
                onlineInstead: 10_000,
                sameHostAgain: 100_000
            ) ?? .standard
        )
        func verdict(_ ordinal: Int) -> Verdict? {
            eligibility.verdict(on: presenter, for: request, slotOrdinal: ordinal)
        }
        let atVenue = CostTerms(travel: 55, slotOrder: 14, missingLevel: 200, notPreferred: 1_000)
        #expect(verdict(3) == .eligible(atVenue, isOnline: false))
        #expect(atVenue.total == 1_269)
        request.requiredLevel = 0
        request.preferredPresenter = 5
        #expect(verdict(1) == .eligible(CostTerms(travel: 55), isOnline: false))
        presenter.lecturedAt = [request.organization + 1]
        #expect(verdict(1) == .eligible(CostTerms(travel: 55), isOnline: false))
        presenter.lecturedAt.insert(request.organization)
        let again = CostTerms(travel: 55, sameHostAgain: 100_000)
        #expect(verdict(1) == .eligible(again, isOnline: false))
        #expect(again.total == 100_055)
        presenter.lecturedAt = []
        presenter.acceptsOnline = true
        presenter.reachMinutes = 10
        request.allowsOnline = true
        #expect(verdict(2) == .eligible(CostTerms(slotOrder: 7, onlineInstead: 10_000), isOnline: true))
        request.venue = nil
        #expect(verdict(1) == .eligible(CostTerms(), isOnline: true))
    }

    @Test("weighs nothing below 0 or beyond a million")
    func boundsWeights() {
        #expect(CostWeights() == .standard)
        #expect(CostWeights(slotStep: -1) == nil)
        #expect(CostWeights(loadStep: CostWeights.largest + 1) == nil)
        #expect((1...4).map { CostWeights.loading(15).load(nth: $0) } == [0, 15, 30, 45])
    }

    @Test("counts which rule left nobody")
    func tallies() {
        let (presenter, base) = EligibilityCase.suited()
        var request = base
        request.slots = [slot(monday), slot(monday.adding(days: 1))]
        var far = presenter
        far.reachMinutes = 20
        var booked = presenter
        // On Monday busy, on Tuesday beyond the month's cap: the second is the nearer miss.
        booked.commitments = [Commitment(time: slot(monday), place: nil)]
        booked.lecturesByMonth = [monday.yearMonth: 2]
        let tally = Eligibility().tally([far, booked, far, presenter], for: request)
        #expect(tally.eligible == 1)
        #expect(tally.presentersByRule == [.outOfReach: 2, .monthlyCapReached: 1])
        #expect(tally.leadingRules.map(\.rule) == [.outOfReach, .monthlyCapReached])
        #expect(tally.leadingRules.map(\.presenters) == [2, 1])
    }
}

import KodanDomain
import Testing

@testable import KodanMatching

@Suite("What policies choose")
struct PolicyChoiceTests {
    /// The only one for the rare topic lives nearest and was registered first; another could take the common one.
    private let presenters = [
        PolicyCase.presenter(1, inTokyo: true, topics: [PolicyCase.topic, PolicyCase.rareTopic]),
        PolicyCase.presenter(2, inTokyo: false, topics: [PolicyCase.topic]),
    ]
    private let requests = [
        PolicyCase.request(9, topic: PolicyCase.topic), PolicyCase.request(10, topic: PolicyCase.rareTopic),
    ]

    @Test("by hand loses a lecture that the match keeps: the nearest is needed elsewhere that day")
    func byHandLosesOne() throws {
        let stream = try PolicyCase.stream(presenters, requests) { _ in day("2027-03-01") }
        for policy in [AssignmentPolicy.nearestFirst, .firstComeFirstServed] {
            let byHand = try stream.outcome(of: policy)
            #expect(byHand.assignments.map(\.option.presenter) == [1])
            #expect(byHand.unmatched == [10])
        }
        for policy in [AssignmentPolicy.batchOptimum, .perfectForesight] {
            let matched = try stream.outcome(of: policy)
            #expect(matched.assignments.map(\.option.presenter) == [2, 1])
            // 55 minutes from Yokohama, and the 10 that every journey takes at least.
            #expect(matched.journeys == [10, 55])
            #expect(matched.totalCost == 65)
        }
    }

    @Test("by match knows no later request; only foresight does")
    func laterRequest() throws {
        let stream = try PolicyCase.stream(presenters, requests) {
            day($0.id == 9 ? "2027-03-01" : "2027-03-10")
        }
        #expect(try stream.outcome(of: .batchOptimum).unmatched == [10])
        #expect(try stream.outcome(of: .perfectForesight).unmatched == [])
    }

    @Test("nearest first is the shortest way, first come first served the smallest key")
    func nearestOrFirst() throws {
        let presenters = [
            PolicyCase.presenter(1, inTokyo: false, topics: [PolicyCase.topic]),
            PolicyCase.presenter(2, inTokyo: true, topics: [PolicyCase.topic]),
        ]
        let days = ["2027-03-23", "2027-03-24", "2027-03-25"]
        let requests = days.enumerated().map { index, day in
            PolicyCase.request(Int64(index), topic: PolicyCase.topic, on: day)
        }
        let stream = try PolicyCase.stream(presenters, requests) { _ in day("2027-03-01") }
        let nearest = try stream.outcome(of: .nearestFirst)
        #expect(nearest.assignments.map(\.option.presenter) == [2, 2, 2])
        #expect(nearest.totalTravel == 30)
        // The second and third lecture of the fiscal year weigh 15 and 30 minutes more.
        #expect(nearest.totalCost == 30 + 45)
        let first = try stream.outcome(of: .firstComeFirstServed)
        #expect(first.assignments.map(\.option.presenter) == [1, 1, 1])
        #expect(first.medianTravel == 55)
        let spread = nearest.spread(among: presenters, in: FiscalYear(containing: day("2027-03-23")))
        #expect(spread == LectureSpread(lectures: [0, 3]))
    }

    @Test("by hand takes somebody online only where nobody can come")
    func onlineLast() throws {
        var remote = PolicyCase.presenter(1, inTokyo: false, topics: [PolicyCase.topic])
        remote.reachMinutes = 10
        remote.acceptsOnline = true
        let near = PolicyCase.presenter(2, inTokyo: true, topics: [PolicyCase.topic])
        var request = PolicyCase.request(9, topic: PolicyCase.topic)
        request.allowsOnline = true
        for policy in [AssignmentPolicy.nearestFirst, .firstComeFirstServed] {
            let both = try PolicyCase.stream([remote, near], [request]) { _ in day("2027-03-01") }
            #expect(try both.outcome(of: policy).assignments.map(\.option.presenter) == [2])
            let alone = try PolicyCase.stream([remote], [request]) { _ in day("2027-03-01") }
            let outcome = try alone.outcome(of: policy)
            #expect(outcome.online == 1)
            #expect(outcome.journeys == [])
        }
    }

    @Test("is not asked about a request that is approved too late, or about doubles")
    func refuses() {
        #expect(throws: RequestStreamError.approvedTooLate(9)) {
            try PolicyCase.stream(presenters, requests) { _ in day("2027-03-21") }
        }
        let soon = PolicyCase.request(9, topic: PolicyCase.topic, on: "2027-03-04")
        #expect(throws: RequestStreamError.approvedTooLate(9)) {
            try PolicyCase.stream(presenters, [soon]) { _ in day("2027-03-03") }
        }
        #expect(throws: RequestStreamError.requestTwice(9)) {
            try PolicyCase.stream(presenters, [requests[0], requests[0]]) { _ in day("2027-03-01") }
        }
        #expect(throws: RequestStreamError.presenterTwice(1)) {
            try PolicyCase.stream([presenters[0], presenters[0]], requests) { _ in day("2027-03-01") }
        }
    }
}

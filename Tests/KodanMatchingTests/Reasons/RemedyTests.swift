import KodanDomain
import Testing

@testable import KodanMatching

@Suite("What would help")
struct RemedyTests {
    /// Requests for which nobody is eligible, some at least, with the presenters; the same for the same seed.
    private static func blocked(_ seed: Int) -> [(RequestFacts, [PresenterFacts])] {
        var dice = Dice(seed: UInt64(seed))
        let blocked: [(RequestFacts, [PresenterFacts])] = (0..<12).flatMap { _ in
            let facts = RandomFacts(presenters: 8, requests: 12, using: &dice)
            return facts.requests.filter { eligible(facts.presenters, $0).isEmpty }
                .map { ($0, facts.presenters) }
        }
        #expect(!blocked.isEmpty)
        return blocked
    }

    @Test("makes so many eligible when it is applied", arguments: 520..<524)
    func helps(seed: Int) {
        var seen: Set<String> = []
        for (request, presenters) in RemedyTests.blocked(seed) {
            for remedy in Eligibility().remedies(for: request, among: presenters) {
                var changed = request
                var people = presenters
                remedy.apply(to: &changed, presenters: &people)
                let free = eligible(people, changed)
                switch remedy {
                case .anyPresenter(let count), .online(let count): #expect(free.count == count)
                case .anotherDate(let date): #expect(free.count == date.presenters)
                case .moreReach(let reach): #expect(free == reach.presenters)
                }
                #expect(!free.isEmpty)
                seen.insert("\("\(remedy)".prefix { $0 != "(" })")
            }
        }
        #expect(seen == ["anyPresenter", "online", "anotherDate", "moreReach"])
    }

    @Test("is left out only where it would not help", arguments: 524..<526)
    func isComplete(seed: Int) {
        for (request, presenters) in RemedyTests.blocked(seed) {
            let remedies = Eligibility().remedies(for: request, among: presenters)
            var open = request
            open.allowsOnline = true
            let online = remedies.contains { if case .online = $0 { true } else { false } }
            #expect(online == !eligible(presenters, open).isEmpty)
            open = request
            open.pinnedPresenter = nil
            let any = remedies.contains { if case .anyPresenter = $0 { true } else { false } }
            #expect(any == !eligible(presenters, open).isEmpty)
        }
    }

    @Test("names the day on which most can come, and the nearest", arguments: 526..<528)
    func findsDates(seed: Int) {
        for (request, presenters) in RemedyTests.blocked(seed) {
            let earliest = day("2027-03-24")
            let dates = dates(Eligibility().remedies(for: request, among: presenters, notBefore: earliest))
            var most = 0
            var nearest = Int.max
            for (index, wish) in request.slots.enumerated() {
                for days in -14...14 {
                    var moved = request
                    let time = TimeRange(start: wish.start.adding(days: days), minutes: wish.minutes)
                    guard let time, time.date >= earliest else { continue }
                    moved.slots[index] = time
                    let count = eligible(presenters, moved).count
                    most = max(most, count)
                    if count > 0 { nearest = min(nearest, abs(days)) }
                }
            }
            #expect(dates.first?.presenters ?? 0 == most)
            let distances = dates.map { date in
                abs(request.slots[date.slotOrdinal - 1].date.days(until: date.time.date))
            }
            #expect(distances.min() ?? .max == nearest)
            #expect(dates.count <= 2 && dates.allSatisfy { $0.time.date >= earliest })
        }
    }

    @Test("asks for no minute of reach more than is needed", arguments: 528..<532)
    func findsLeastReach(seed: Int) {
        for (request, presenters) in RemedyTests.blocked(seed) {
            let reach = Eligibility().remedies(for: request, among: presenters).compactMap { remedy in
                if case .moreReach(let reach) = remedy { reach } else { nil }
            }.first
            let longer = { (minutes: Int) in
                presenters.map { presenter in
                    var presenter = presenter
                    presenter.reachMinutes += minutes
                    return presenter
                }
            }
            if let reach {
                #expect(eligible(longer(reach.minutes - 1), request).isEmpty)
                #expect(eligible(longer(reach.minutes), request) == reach.presenters)
            } else {
                #expect(eligible(longer(5_000), request).isEmpty)
            }
        }
    }

    @Test("is nothing where somebody is eligible")
    func nothingToHelp() {
        let (presenter, request) = EligibilityCase.suited()
        #expect(Eligibility().remedies(for: request, among: [presenter]).isEmpty)
    }

    private func dates(_ remedies: [Remedy]) -> [Remedy.AnotherDate] {
        remedies.compactMap { if case .anotherDate(let date) = $0 { date } else { nil } }
    }
}

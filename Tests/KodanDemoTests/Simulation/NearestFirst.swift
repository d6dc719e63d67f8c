import KodanDomain
import KodanMatching

/// The office without the match: for each request a list of who could come, the nearest first, made once and asked one
/// after the other.
struct NearestFirst {
    struct Request {
        let facts: RequestFacts
        /// When the list is made.
        let listedAt: Instant
        let approvedAt: Instant
    }

    private struct Candidate {
        let presenter: Int
        let slot: Int
    }

    private struct Event {
        let at: Instant
        let request: Int
        let kind: Kind

        enum Kind {
            case next
            case accept(Candidate)
            case withdraw(Candidate)
        }
    }

    private var presenters: [PresenterFacts]
    private let requests: [Request]
    private let eligibility: Eligibility
    private let answers: SeededAnswers
    private let pace: OfferPace
    private let calendar: BusinessCalendar
    private var events: [Event] = []
    private var lists: [[Candidate]?]
    private var bound: Set<Int> = []
    private var figures = YearFigures()
    private var everBound: Set<Int> = []

    init(
        presenters: [PresenterFacts],
        requests: [Request],
        travel: TravelModel,
        answers: SeededAnswers,
        pace: OfferPace,
        calendar: BusinessCalendar
    ) {
        self.presenters = presenters
        self.requests = requests
        self.answers = answers
        self.pace = pace
        self.calendar = calendar
        eligibility = Eligibility(travel: travel).searching(from: requests.compactMap(\.facts.venue))
        lists = Array(repeating: nil, count: requests.count)
    }

    mutating func year() -> YearFigures {
        figures.requests = requests.count
        for index in requests.indices {
            add(Event(at: requests[index].listedAt, request: index, kind: .next))
        }
        while let event = events.popLast() {
            switch event.kind {
            case .next: ask(event)
            case .accept(let candidate): accept(event, candidate)
            case .withdraw(let candidate):
                let time = requests[event.request].facts.slots[candidate.slot]
                presenters[candidate.presenter].commitments.removeAll { $0.time == time }
                bound.remove(event.request)
                add(Event(at: event.at, request: event.request, kind: .next))
            }
        }
        figures.filled = bound.count
        return figures
    }

    /// The latest first, so that the next is the last.
    private mutating func add(_ event: Event) {
        let place = events.firstIndex { ($0.at, $0.request) < (event.at, event.request) } ?? events.count
        events.insert(event, at: place)
    }

    private mutating func ask(_ event: Event) {
        let request = requests[event.request]
        var list = lists[event.request] ?? candidates(of: request)
        defer { lists[event.request] = list }
        while !list.isEmpty {
            let candidate = list.removeFirst()
            let time = request.facts.slots[candidate.slot]
            guard let deadline = pace.deadline(for: time, askedAt: event.at, calendar: calendar) else {
                continue
            }
            figures.offers += 1
            let minutes = event.at.minutes(until: deadline)
            let key = presenters[candidate.presenter].id
            switch answers.answer(of: key, to: event.request, within: minutes) {
            case .accept(let after):
                let then = event.at.adding(minutes: after)
                add(Event(at: then, request: event.request, kind: .accept(candidate)))
            case .decline(let after, _):
                add(Event(at: event.at.adding(minutes: after), request: event.request, kind: .next))
            case .silence: add(Event(at: deadline, request: event.request, kind: .next))
            }
            return
        }
    }

    private mutating func accept(_ event: Event, _ candidate: Candidate) {
        let time = requests[event.request].facts.slots[candidate.slot]
        let isTaken = presenters[candidate.presenter].commitments.contains { $0.time.date == time.date }
        guard !isTaken else {
            add(Event(at: event.at, request: event.request, kind: .next))
            return
        }
        presenters[candidate.presenter].commitments.append(Commitment(time: time, place: nil))
        presenters[candidate.presenter].lecturesByMonth[time.date.yearMonth, default: 0] += 1
        presenters[candidate.presenter].lecturesByYear[FiscalYear(containing: time.date), default: 0] += 1
        bound.insert(event.request)
        if everBound.insert(event.request).inserted {
            let minutes = requests[event.request].approvedAt.minutes(until: event.at)
            figures.days.append(Double(minutes) / 1440)
        }
        let key = presenters[candidate.presenter].id
        guard let days = answers.withdrawal(of: key, from: event.request) else { return }
        let then = event.at.adding(days: days)
        guard then < time.start else { return }
        add(Event(at: then, request: event.request, kind: .withdraw(candidate)))
    }

    /// Whoever could come at a wished time, the nearest first.
    private func candidates(of request: Request) -> [Candidate] {
        var found: [(travel: Int, candidate: Candidate)] = []
        for presenter in presenters.indices {
            for slot in request.facts.slots.indices {
                let verdict = eligibility.verdict(
                    on: presenters[presenter],
                    for: request.facts,
                    slotOrdinal: slot + 1
                )
                guard case .eligible(let terms, _)? = verdict else { continue }
                found.append((terms.travel, Candidate(presenter: presenter, slot: slot)))
                break
            }
        }
        return found.sorted { ($0.travel, $0.candidate.presenter) < ($1.travel, $1.candidate.presenter) }
            .map(\.candidate)
    }
}

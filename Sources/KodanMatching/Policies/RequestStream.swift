public import KodanDomain

/// A request, and the day from which on somebody may be found for it.
public struct ApprovedRequest: Sendable, Equatable {
    /// The request.
    public let request: RequestFacts
    /// The day on which it was approved.
    public let approvedOn: LocalDate

    /// `request`, approved on a day.
    public init(_ request: RequestFacts, approvedOn day: LocalDate) {
        self.request = request
        approvedOn = day
    }
}

/// Why requests are no stream.
public enum RequestStreamError: Error, Equatable {
    /// The request comes twice.
    case requestTwice(RequestKey)
    /// The presenter comes twice.
    case presenterTwice(PresenterKey)
    /// No match day lies between the request's approval and the day before its first wished time.
    case approvedTooLate(RequestKey)
}

/// Requests as they come in over months, and the presenters as they stand at the beginning.
///
/// Every policy is given the same one: see ``outcome(of:)``.
public struct RequestStream: Sendable {
    /// The presenters before the first request.
    public let presenters: [PresenterFacts]
    /// The requests in the order of approval, of one day by key.
    public let requests: [ApprovedRequest]
    /// The rules, with the ways from all venues searched.
    public let eligibility: Eligibility
    /// The requests that each match day finds, in order of the days; empty days are left out.
    let batches: [[RequestFacts]]

    /// `requests` and `presenters` in any order, matched on `matchDays`.
    ///
    /// Requests approved on a match day are in its match.
    ///
    /// Refuses keys that come twice, and a request that is matched only when a wished time has come: all policies
    /// choose among all wishes.
    public init(
        presenters: [PresenterFacts],
        requests: [ApprovedRequest],
        matchDays: [LocalDate],
        eligibility: Eligibility
    ) throws(RequestStreamError) {
        var presenterKeys: Set<PresenterKey> = []
        for presenter in presenters where !presenterKeys.insert(presenter.id).inserted {
            throw .presenterTwice(presenter.id)
        }
        var requestKeys: Set<RequestKey> = []
        let days = matchDays.sorted()
        var batches = [[RequestFacts]](repeating: [], count: days.count)
        let inOrder = requests.sorted { ($0.approvedOn, $0.request.id) < ($1.approvedOn, $1.request.id) }
        for approved in inOrder {
            let request = approved.request
            guard requestKeys.insert(request.id).inserted else { throw .requestTwice(request.id) }
            let next = days.partitionIndex { $0 < approved.approvedOn }
            guard next < days.count, request.slots.allSatisfy({ days[next] < $0.date }) else {
                throw .approvedTooLate(request.id)
            }
            batches[next].append(request)
        }
        self.presenters = presenters
        self.requests = inOrder
        self.batches = batches.filter { !$0.isEmpty }
        self.eligibility = eligibility.searching(from: requests.compactMap(\.request.venue))
    }
}

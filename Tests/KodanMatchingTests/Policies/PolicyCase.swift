import KodanDomain

@testable import KodanMatching

/// Small streams of March 2027.
enum PolicyCase {
    /// Every second day of the weeks before the first wished time of random facts.
    static let matchDays = (0..<10).map { day("2027-03-02").adding(days: 2 * $0) }
    static let topic: TopicKey = 30
    static let rareTopic: TopicKey = 31

    /// These facts, each request approved on the day that `approval` says.
    static func stream(
        _ presenters: [PresenterFacts],
        _ requests: [RequestFacts],
        approval: (RequestFacts) -> LocalDate
    ) throws(RequestStreamError) -> RequestStream {
        try RequestStream(
            presenters: presenters,
            requests: requests.map { ApprovedRequest($0, approvedOn: approval($0)) },
            matchDays: matchDays,
            eligibility: Eligibility()
        )
    }

    /// Somebody in Tokyo, or 55 minutes away in Yokohama, who may lecture on `topics` any day.
    static func presenter(
        _ key: PresenterKey,
        inTokyo: Bool,
        topics: [TopicKey]
    ) -> PresenterFacts {
        var presenter = PresenterFacts(
            id: key,
            base: inTokyo ? tokyo : yokohama,
            reachMinutes: 90,
            monthlyCap: 3,
            yearlyCap: 12
        )
        presenter.qualifiedProgrammes = [1]
        presenter.topics = Dictionary(uniqueKeysWithValues: topics.map { ($0, 1) })
        for weekday in Weekday.allCases { presenter.availability[weekday] = [.wholeDay] }
        return presenter
    }

    /// A request in Tokyo for one afternoon.
    static func request(_ key: RequestKey, topic: TopicKey, on date: String = "2027-03-25") -> RequestFacts {
        RequestFacts(
            id: key,
            programme: 1,
            topic: topic,
            organization: 70,
            venue: tokyo,
            slots: [slot(day(date))]
        )
    }

    private static let tokyo = place(35_693_890, 139_753_610)
    private static let yokohama = place(35_450_200, 139_634_900)
}

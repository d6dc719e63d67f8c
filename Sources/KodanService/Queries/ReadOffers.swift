public import KodanDomain
import KodanStore
import Postgres

/// Offers: a presenter's own, or all for the body's people.
public struct ReadOffers: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The offers behind `after` that pass `filter`.
    ///
    /// Hosts are not told who was asked.
    public func callAsFunction(
        _ filter: OfferFilter = OfferFilter(),
        after: Offer.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<OfferSummary, Offer> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let reader = try desk.actor
            if reader.role == .host { throw Refusal.notPermitted(.host) }
            let rows = try OfferQueries(desk.session).list(
                filter,
                for: reader,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One offer.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: Offer.ID, as credential: Credential) async throws -> OfferSummary {
        let reading = TransactionOptions(readOnly: true)
        return try await office.transaction(as: credential, reading, serving: .offer(id)) { desk in
            if try desk.actor.role == .host { throw Refusal.notPermitted(.host) }
            guard let found = try OfferQueries(desk.session).offer(id) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }

    /// One offer with all that a presenter needs to decide, also by the offer's own link.
    ///
    /// Whom to ask at the organization is told to the presenter who is bound. Throws ``Refusal/notFound(_:as:)`` for an
    /// offer that is not there or not the reader's to see.
    public func brief(_ id: Offer.ID, as credential: Credential) async throws -> OfferBrief {
        let reading = TransactionOptions(readOnly: true)
        let fares = office.rules.fares
        return try await office.transaction(as: credential, reading, serving: .offer(id)) { desk in
            let actor = try desk.actor
            if actor.role == .host { throw Refusal.notPermitted(.host) }
            guard let offer = try OfferQueries(desk.session).offer(id) else {
                throw Refusal.notFound(id.description)
            }
            return try desk.asSystem {
                let queries = RequestQueries(desk.session)
                let asked = try queries.ask(offer.request)
                guard let request = try queries.detail(asked, for: actor) else {
                    throw Refusal.notFound(id.description)
                }
                let words = VocabularyStore(desk.session)
                let ends = try CoverageQueries(desk.session).journey(of: id)
                let travel =
                    try ends.map { ends in
                        try desk.travelEstimate(from: ends.home, to: ends.venue, by: fares)
                    } ?? (offer.isOnline ? .none : .unknown(.noWay))
                return OfferBrief(
                    offer: offer,
                    request: request,
                    place: try request.venue.flatMap { venue in try words.place(of: venue.municipality) },
                    fee: try desk.feeEstimate(of: offer, request.summary.programme, travel: travel),
                    travel: travel,
                    journey: try ends.flatMap { ends in
                        try desk.journeyMap(from: ends.home, to: ends.venue)
                    }
                )
            }
        }
    }
}

/// An offer with what it is about.
public struct OfferBrief: Sendable, Equatable {
    /// The offer.
    public let offer: OfferSummary
    /// The request, as far as the presenter may know it, without its timeline.
    public let request: RequestDetail
    /// Prefecture and municipality of the venue; nil online.
    public let place: String?
    /// What the presenter may expect for it; nil where nothing is paid, or no rate is known.
    public let fee: FeeEstimate?
    /// What travel may cost, whether a fee is paid or not.
    public let travel: TravelEstimate
    /// The presenter's way to the venue; nil online.
    public let journey: JourneyMap?
}

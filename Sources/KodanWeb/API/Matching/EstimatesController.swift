import Hummingbird
import KodanDomain
import KodanService

/// What a presenter is told before saying yes: the money, and the way; and the way to a lecture that is settled.
enum EstimatesController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/offers/{id}/estimate",
            "showOfferEstimate",
            .matching,
            "What the presenter may expect of an offer: fee, fares, tax, and the way",
            notes: """
                By the rates of the lecture's own day and the tax of who lives in Japan; what is paid goes by those of the
                day of payment. Fares are what the way there and back may cost, of which the exact cost is paid.
                """,
            roles: .everybody.subtracting([.host]),
            answers: [.ok(OfferEstimateBody.schema)],
            use: estimate
        ),
        Operation(
            .get,
            "/v1/assignments/{id}/journey",
            "showJourney",
            .lectures,
            "The way of a bound presenter to the lecture",
            notes: "Hosts are not told where a presenter lives.",
            roles: .everybody.subtracting([.host]),
            answers: [.ok(JourneyBody.schema)],
            use: journey
        ),
    ]

    @Sendable private static func estimate(_ call: Call) async throws -> Response {
        let brief = try await ReadOffers(office: call.office).brief(try call.key(), as: try call.asker())
        return try .json(OfferEstimateBody(brief))
    }

    @Sendable private static func journey(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let way = try await ReadJourney(office: call.office)(of: id, as: try call.asker())
        let lecture = try await ReadAssignments(office: call.office)(id, as: try call.asker()).summary
        guard let minutes = lecture.travelMinutes else { throw Refusal.notPermitted(.host) }
        return try .json(JourneyBody(way, isOnline: lecture.isOnline, minutes: minutes))
    }
}

/// What an offer's presenter may expect as JSON; amounts are whole yen.
struct OfferEstimateBody: Encodable {
    static let schema = Schema.named(
        "OfferEstimate",
        .body([
            .required("offer", .key(Offer.self)),
            .optional("place", .text(Example.place), "The venue's municipality; absent online."),
            .optional(
                "fee",
                Fee.schema,
                "Absent where the programme pays nothing, and where no rate is known."
            ),
            .required("travel", Travel.schema), .required("journey", JourneyBody.schema),
        ])
    )

    struct Fee: Encodable {
        static let schema = Schema.named(
            "FeeEstimate",
            .body([
                .required("fee", .yen, "Before tax."),
                .required("travel", .yen, "What the way there and back may cost; 0 where it is not known."),
                .required("gross", .yen, "Both, before tax."),
                .required("tax", .yen, "What is withheld of both."), .required("net", .yen, "After tax."),
            ])
        )

        let fee: Int64
        let travel: Int64
        let gross: Int64
        let tax: Int64
        let net: Int64

        init(_ estimate: FeeEstimate) {
            fee = estimate.fee.amount
            travel = estimate.travel.amount
            gross = estimate.gross.amount
            tax = estimate.tax.amount
            net = estimate.net.amount
        }
    }

    struct Travel: Encodable {
        static let schema = Schema.named(
            "TravelEstimate",
            .body([
                .required(
                    "basis",
                    .choice(["online", "estimated", "no_fares", "no_way"]),
                    """
                    `online`: nobody travels; `estimated`: by the distance; `no_fares`: the office keeps no table of
                    fares; `no_way`: the tables know no way there.
                    """
                ),
                .optional("amount", .yen, "There and back, where it is estimated."),
                .required(
                    "means",
                    .list(.choice(TravelMeans.self), atMost: nil),
                    "By what one goes there, in order."
                ),
            ])
        )

        let basis: String
        let amount: Int64?
        let means: [String]

        init(_ estimate: TravelEstimate) {
            switch estimate {
            case .none: (basis, amount, means) = ("online", nil, [])
            case .about(let yen, let by):
                (basis, amount, means) = ("estimated", yen.amount, by.map(\.rawValue))
            case .unknown(.noFares): (basis, amount, means) = ("no_fares", nil, [])
            case .unknown(.noWay): (basis, amount, means) = ("no_way", nil, [])
            }
        }
    }

    let offer: String
    let place: String?
    let fee: Fee?
    let travel: Travel
    let journey: JourneyBody

    init(_ brief: OfferBrief) {
        offer = brief.offer.id.description
        place = brief.place
        fee = brief.fee.map { Fee($0) }
        travel = Travel(brief.travel)
        journey = JourneyBody(
            brief.journey,
            isOnline: brief.offer.isOnline,
            minutes: brief.offer.travelMinutes
        )
    }
}

/// A presenter's way to a lecture as JSON.
struct JourneyBody: Encodable {
    static let schema = Schema.named(
        "Journey",
        .body([
            .required("online", .flag), .required("travel_minutes", .count, "One way; read it in bands."),
            .optional("home", .text(Example.place), "The municipality where the presenter lives."),
            .optional("venue", .text(Example.place), "The municipality of the lecture."),
        ])
    )

    let online: Bool
    let travelMinutes: Int
    let home: String?
    let venue: String?

    init(_ way: JourneyMap?, isOnline: Bool, minutes: Int) {
        online = isOnline
        travelMinutes = minutes
        home = way?.home.name
        venue = way?.venue.name
    }
}

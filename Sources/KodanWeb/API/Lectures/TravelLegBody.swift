import KodanDomain

/// A claimed leg of a journey as JSON.
struct TravelLegBody: Encodable {
    static let schema = Schema.named(
        "TravelLeg",
        .body([
            .required("id", .key(TravelLeg.self)), .required("day", .day),
            .required("mode", .choice(TravelMode.self)), .required("from", .text(Example.station)),
            .required("to", .text(Example.destination)), .required("amount", .yen),
            .optional("kilometres", .count, "Of a car.", inExample: false),
            .optional("nights", .count, "Of an allowance.", inExample: false),
            .required("paid_directly", .flag, "Whether the body paid the carrier or hotel itself."),
            .optional("evidence", .key(Evidence.self)), .required("claimed_at", .instant),
        ])
    )
    /// A leg as it is claimed: by its mode an amount, kilometres or nights.
    static let form = Schema.named(
        "TravelLegForm",
        .form([
            .required("day", .day), .required("mode", .choice(TravelMode.self)),
            .required("from", .text(Example.station, 1...100)),
            .required("to", .text(Example.destination, 1...100)),
            .optional(
                "amount",
                .integer(TravelClaim.amounts, example: 210),
                "Neither of a car nor of an allowance."
            ),
            .optional(
                "kilometres",
                .integer(TravelClaim.distances, example: 9),
                "Of a car.",
                inExample: false
            ),
            .optional(
                "nights",
                .integer(TravelClaim.stays, example: 1),
                "Of an allowance.",
                inExample: false
            ),
            .required("paid_directly", .flag, "Whether the body paid the carrier or hotel itself."),
            .optional("evidence", .key(Evidence.self), "A file that was filed for the lecture."),
        ])
    )

    let id: String
    let day: String
    let mode: String
    let from: String
    let to: String
    let amount: Int64
    let kilometres: Int?
    let nights: Int?
    let paidDirectly: Bool
    let evidence: String?
    let claimedAt: String

    init(_ leg: TravelLegEntry) {
        id = leg.id.description
        day = leg.day.description
        mode = leg.mode.rawValue
        from = leg.from
        to = leg.to
        amount = leg.amount.amount
        kilometres = leg.kilometres
        nights = leg.nights
        paidDirectly = leg.isPaidDirectly
        evidence = leg.evidence?.description
        claimedAt = leg.claimedAt.description
    }
}

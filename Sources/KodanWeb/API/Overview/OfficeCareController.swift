import Hummingbird
import KodanDomain
import KodanService

/// What of the office wants somebody's care.
enum OfficeCareController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/office-care",
            "showOfficeCare",
            .service,
            "What of the office an administrator should look after",
            notes:
                "Mails, people, tokens, seals of the record, and tables that end soon: counts and days alone.",
            roles: [.administrator, .auditor],
            answers: [.ok(OfficeCareBody.schema)],
            use: show
        )
    ]

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try .json(OfficeCareBody(try await ReadOfficeCare(office: call.office)(as: try call.asker())))
    }
}

/// What wants care as JSON.
struct OfficeCareBody: Encodable {
    static let schema = Schema.named(
        "OfficeCare",
        .body([
            .required("dead_mails", .count, "Mails that were given up or came back."),
            .required("late_mails", .count, "Mails but announcements that are an hour late."),
            .required("closed_addresses", .count, "Addresses at which mails came back for good."),
            .required("administrators", .count, "Who may name administrators; there should be two."),
            .required("staff_without_codes", .count, "The body's own people without one-time codes."),
            .required("ending_tokens", .count, "Tokens that serve and end within thirty days."),
            .optional("sealed_at", .instant, "When the record was sealed last."),
            .optional("unsealed_since", .instant, "Since when the oldest event waits for a seal."),
            .optional("last_holiday_year", .fiscalYear, "The last calendar year whose holidays are known."),
            .required(
                "ending_rates",
                .list(Ending.schema, atMost: nil),
                "Tables with nothing behind a last row that ends within 120 days, the nearest first."
            ),
        ])
    )

    struct Ending: Encodable {
        static let schema = Schema.body([
            .required("kind", .choice(RateKind.self)),
            .required("last_day", .day, "The last day on which they hold."),
            .required("count", .count, "Of how many ranks, classes of payees or prefectures."),
        ])

        let kind: String
        let lastDay: String
        let count: Int
    }

    let deadMails: Int
    let lateMails: Int
    let closedAddresses: Int
    let administrators: Int
    let staffWithoutCodes: Int
    let endingTokens: Int
    let sealedAt: String?
    let unsealedSince: String?
    let lastHolidayYear: Int?
    let endingRates: [Ending]

    init(_ care: OfficeCare) {
        deadMails = care.deadMails
        lateMails = care.lateMails
        closedAddresses = care.closedAddresses
        administrators = care.administrators
        staffWithoutCodes = care.staffWithoutCodes
        endingTokens = care.endingTokens
        sealedAt = care.sealedAt?.description
        unsealedSince = care.unsealedSince?.description
        lastHolidayYear = care.lastHolidayYear
        endingRates = care.endingRates.map {
            Ending(kind: $0.kind.rawValue, lastDay: $0.lastDay.description, count: $0.count)
        }
    }
}

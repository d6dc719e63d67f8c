import KodanDomain
import KodanService

/// An honorarium of a closed or open month's payments as JSON.
struct HonorariumBody: Encodable {
    static let schema = Schema.named(
        "MonthHonorarium",
        .body([
            .required("id", .key(Honorarium.self)), .required("payment", .key(Payment.self)),
            .required("payee", .key(Payee.self)), .required("payee_name", .text(Example.payeeName)),
            .required("assignment", .key(Assignment.self)), .required("lecture_on", .day),
            .required("programme", .code("regional_dispatched")), .required("billed_minutes", .count),
            .required("fee", .yen), .required("travel_to_presenter", .yen),
            .required("travel_directly", .yen, "Paid to carriers and hotels."), .required("gross", .yen),
            .required("tax", .yen, "Its share of the payment's tax."), .required("net", .yen),
        ])
    )

    let id: String
    let payment: String
    let payee: String
    let payeeName: String
    let assignment: String
    let lectureOn: String
    let programme: String
    let billedMinutes: Int
    let fee: Int64
    let travelToPresenter: Int64
    let travelDirectly: Int64
    let gross: Int64
    let tax: Int64
    let net: Int64

    init(_ honorarium: HonorariumSummary) {
        id = honorarium.id.description
        payment = honorarium.payment.description
        payee = honorarium.payee.description
        payeeName = honorarium.payeeName
        assignment = honorarium.assignment.description
        lectureOn = honorarium.lectureOn.description
        programme = honorarium.programme.text
        billedMinutes = honorarium.billedMinutes
        fee = honorarium.fee.amount
        travelToPresenter = honorarium.travelToPresenter.amount
        travelDirectly = honorarium.travelDirectly.amount
        gross = honorarium.gross.amount
        tax = honorarium.taxShare.amount
        net = honorarium.net.amount
    }
}

/// An honorarium of any month, paid or not, as JSON.
struct HonorariumOverviewBody: Encodable {
    static let schema = Schema.named("HonorariumSummary", .body(properties))
    static let properties: [Schema.Property] = [
        .required("id", .key(Honorarium.self)),
        .required("entry", .choice(HonorariumEntry.self), "Red takes another back, black replaces it."),
        .required("state", .choice(HonorariumState.self), "How far its money has come."),
        .required("assignment", .key(Assignment.self)), .required("presenter", .key(Presenter.self)),
        .required("payee", .key(Payee.self)), .required("lecture_on", .day), .required("fixed_on", .day),
        .required("programme", .code("regional_dispatched")), .required("billed_minutes", .count),
        .required("fee", .yen), .required("travel_to_presenter", .yen),
        .required("travel_directly", .yen, "Paid to carriers and hotels."), .required("gross", .yen),
        .optional("payment", PaidBody.schema, "The payment that holds it."),
    ]

    /// Where its payment stands.
    struct PaidBody: Encodable {
        static let schema = Schema.named(
            "HonorariumPayment",
            .body([
                .required("id", .key(Payment.self)), .required("state", .choice(PaymentState.self)),
                .required("pay_on", .day), .optional("paid_on", .day),
                .required("tax", .yen, "The honorarium's share of the payment's tax."),
            ])
        )

        let id: String
        let state: String
        let payOn: String
        let paidOn: String?
        let tax: Int64

        init(_ paid: HonorariumOverview.Paid) {
            id = paid.payment.description
            state = paid.state.rawValue
            payOn = paid.payOn.description
            paidOn = paid.paidOn?.description
            tax = paid.taxShare.amount
        }
    }

    let id: String
    let entry: String
    let state: String
    let assignment: String
    let presenter: String
    let payee: String
    let lectureOn: String
    let fixedOn: String
    let programme: String
    let billedMinutes: Int
    let fee: Int64
    let travelToPresenter: Int64
    let travelDirectly: Int64
    let gross: Int64
    let payment: PaidBody?

    init(_ honorarium: HonorariumOverview) {
        id = honorarium.id.description
        entry = honorarium.entry.rawValue
        state = honorarium.state.rawValue
        assignment = honorarium.assignment.description
        presenter = honorarium.presenter.description
        payee = honorarium.payee.description
        lectureOn = honorarium.lectureOn.description
        fixedOn = honorarium.fixedOn.description
        programme = honorarium.programme.text
        billedMinutes = honorarium.billedMinutes
        fee = honorarium.fee.amount
        travelToPresenter = honorarium.travelToPresenter.amount
        travelDirectly = honorarium.travelDirectly.amount
        gross = honorarium.gross.amount
        payment = honorarium.paid.map { PaidBody($0) }
    }
}

/// An honorarium with the rates that it was computed from as JSON.
struct HonorariumDetailBody: Encodable {
    static let schema = Schema.named(
        "Honorarium",
        .body(
            HonorariumOverviewBody.properties + [
                .optional("corrects", .key(Honorarium.self), "The entry that it takes back or replaces."),
                .required("corrected_by", .keys(Honorarium.self, atMost: nil), "Red, then black."),
                .optional("reason", .text(Example.correctionReason), "Why it was corrected."),
                .required("budget_year", .fiscalYear), .required("minutes", .count, "Attested minutes."),
                .required("rank", .code("standard")), .required("base", .yen, "What tax is computed from."),
                .required("separate_tax", .yen, "Consumption tax that the payee's invoice shows apart."),
                .optional("separate_tax_evidence", .key(Evidence.self)),
                .optional("promised_net", .yen, "The net amount that was promised."),
                .optional("calculated_by", .key(User.self)), .required("calculated_at", .instant),
                .required("rates", .list(RateBody.schema, atMost: nil), "What it was computed from."),
            ]
        )
    )

    private struct More: Encodable {
        let corrects: String?
        let correctedBy: [String]
        let reason: String?
        let budgetYear: Int
        let minutes: Int
        let rank: String
        let base: Int64
        let separateTax: Int64
        let separateTaxEvidence: String?
        let promisedNet: Int64?
        let calculatedBy: String?
        let calculatedAt: String
        let rates: [RateBody]
    }

    private let overview: HonorariumOverviewBody
    private let more: More

    init(_ honorarium: HonorariumDetail, _ rates: [Rate]) {
        overview = HonorariumOverviewBody(honorarium.overview)
        more = More(
            corrects: honorarium.corrects?.description,
            correctedBy: honorarium.correctedBy.map(\.description),
            reason: honorarium.reason,
            budgetYear: honorarium.budgetYear.startYear,
            minutes: honorarium.minutes,
            rank: honorarium.rank.text,
            base: honorarium.base.amount,
            separateTax: honorarium.separateTax.amount,
            separateTaxEvidence: honorarium.separateTaxEvidence?.description,
            promisedNet: honorarium.promisedNet?.amount,
            calculatedBy: honorarium.calculatedBy?.description,
            calculatedAt: honorarium.calculatedAt.description,
            rates: rates.map { RateBody($0) }
        )
    }

    /// The members of the list's body, and beside them the rest.
    func encode(to encoder: any Encoder) throws {
        try overview.encode(to: encoder)
        try more.encode(to: encoder)
    }
}

import KodanDomain
import KodanService

/// A payment notice as JSON.
struct NoticeBody: Encodable {
    static let schema = Schema.named(
        "Notice",
        .body([
            .required("id", .key(Notice.self)), .required("state", .choice(NoticeState.self)),
            .required("payment", .key(Payment.self)), .required("payee", .key(Payee.self)),
            .required("payee_name", .text(Example.payeeName)), .optional("invoice_number", .invoiceNumber),
            .required("issued_on", .day), .required("confirmation", .choice(NoticeConfirmationMode.self)),
            .required("confirm_by", .day),
            .optional("told_at", .instant, "When a mail told of it; absent where it is to be handed over."),
            .optional("confirmed_at", .instant),
            .optional("objection", .text(Example.objection)),
            .optional("replaces", .key(Notice.self)), .optional("replaced_by", .key(Notice.self)),
            .required("file_name", .text("notice-2026-06-pmt-12.html")), .required("sha256", .digest),
        ])
    )

    let id: String
    let state: String
    let payment: String
    let payee: String
    let payeeName: String
    let invoiceNumber: String?
    let issuedOn: String
    let confirmation: String
    let confirmBy: String
    let toldAt: String?
    let confirmedAt: String?
    let objection: String?
    let replaces: String?
    let replacedBy: String?
    let fileName: String
    let sha256: String

    /// The notice as it stands on a day.
    init(_ notice: NoticeSummary, on day: LocalDate) {
        id = notice.id.description
        state = notice.state(on: day).rawValue
        payment = notice.payment.description
        payee = notice.payee.description
        payeeName = notice.payeeName
        invoiceNumber = notice.invoiceNumber
        issuedOn = notice.issuedOn.description
        confirmation = notice.confirmation.rawValue
        confirmBy = notice.confirmBy.description
        toldAt = notice.toldAt?.description
        confirmedAt = notice.confirmedAt?.description
        objection = notice.objection
        replaces = notice.replaces?.description
        replacedBy = notice.replacedBy?.description
        fileName = notice.fileName
        sha256 = notice.sha256.hexadecimal
    }
}

/// What an issue of notices did as JSON.
struct IssuedBody: Encodable {
    static let schema = Schema.named(
        "IssuedNotices",
        .body([
            .required("issued", .count, "How many were made for the first time."),
            .required("told", .count, "Of how many of these a mail tells; the others are to be handed over."),
            .required("repeated", .count, "How many were there before, and are the same byte for byte."),
            .required("confirm_by", .day, "The last day for an answer to the new ones."),
            .required("totals", MonthBody.Totals.schema, "Those of the closed month."),
        ])
    )

    let issued: Int
    let told: Int
    let repeated: Int
    let confirmBy: String
    let totals: MonthBody.Totals

    init(_ notices: IssuedNotices) {
        issued = notices.issued
        told = notices.told
        repeated = notices.repeated
        confirmBy = notices.confirmBy.description
        totals = MonthBody.Totals(notices.totals)
    }
}

import KodanDomain

/// What was agreed about a lecture's fee, as JSON.
struct FeeAgreementBody: Encodable {
    static let schema = Schema.named(
        "FeeAgreement",
        .body([
            .required("kind", .choice(["net", "declined", "table"]), "By what the fee goes."),
            .optional("amount", .yen(HonorariaController.netFees, example: 20_000), "The net promise."),
            .optional("reason", .moneyReason), .optional("agreed_by", .key(User.self)),
            .optional("agreed_at", .instant, "Absent where nothing was ever agreed."),
            .optional("separate_tax", .named("SeparateTax", .body(tax))),
        ])
    )
    private static let tax: [Schema.Property] = [
        .required("amount", .yen(HonorariaController.netFees, example: 2727)),
        .required("evidence", .key(Evidence.self), "The payee's own invoice of this lecture."),
        .required("stated_by", .key(User.self)), .required("stated_at", .instant),
    ]

    struct Tax: Encodable {
        let amount: Int64
        let evidence: String
        let statedBy: String
        let statedAt: String
    }

    let kind: String
    let amount: Int64?
    let reason: String?
    let agreedBy: String?
    let agreedAt: String?
    let separateTax: Tax?

    init(_ terms: FeeAgreementEntry) {
        switch terms.agreed?.agreement {
        case .net(let promised)?:
            kind = "net"
            amount = promised.amount
        case .declined?:
            kind = "declined"
            amount = nil
        case nil:
            kind = "table"
            amount = nil
        }
        reason = terms.agreed?.reason
        agreedBy = terms.agreed?.by.description
        agreedAt = terms.agreed?.at.description
        separateTax = terms.separateTax.map { stated in
            Tax(
                amount: stated.tax.amount.amount,
                evidence: stated.tax.evidence.description,
                statedBy: stated.by.description,
                statedAt: stated.at.description
            )
        }
    }
}

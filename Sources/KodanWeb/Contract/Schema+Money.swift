import KodanDomain

/// What money's values look like.
extension Schema {
    /// The key of a row of one of the dated tables.
    static let rateKey = text("fee-3", pattern: "^(fee|wht|ctx|ded|tvl|evr)-[1-9][0-9]{0,17}$")
    /// Why something about money is done.
    static let moneyReason = text(Example.correctionReason, 1...500)
    /// A number under which an issuer of invoices is registered.
    static let invoiceNumber = text("T7000012050002", pattern: "^T[1-9][0-9]{12}$")
    /// Thousandths of the income tax.
    static let permille = integer(0...1000, example: 21)
    /// A rate in hundredths of a per cent: 1021 is 10.21 %.
    static let basisPoints = integer(0...10_000, example: 1021)
    /// A code of the body's tables: lower-case letters, digits and underscores.
    static func tableCode(_ example: String) -> Schema { text(example, pattern: "^[a-z][a-z0-9_]{0,39}$") }
    /// Keys of one kind.
    static func keys<Of: Keyed>(_ kind: Of.Type, atMost limit: Int?, once: Bool = false) -> Schema {
        .list(.key(kind), atMost: limit, once: once)
    }
    /// Whole yen within these bounds.
    static func yen(_ bounds: ClosedRange<Int64>, example: Int = 30_000) -> Schema {
        integer(Int(bounds.lowerBound)...Int(bounds.upperBound), example: example)
    }
}

extension Schema.Property {
    /// The days on which a row of a dated table holds.
    static let validity: [Schema.Property] = [
        .required("from", .day, "The first day on which it holds."),
        .optional("to", .day, "The last day, that day included; absent for until further notice."),
    ]
}

extension QueryParameter {
    /// A month.
    static func month(_ note: String) -> QueryParameter { QueryParameter("month", .month, note) }
}

public import KodanDomain

/// One payment of a year as the record counts it: by the day on which it was fixed, paid or not.
public struct Form309Payment: Hashable, Sendable {
    /// 区分, such as `講演料`.
    public let kind: String
    /// 細目; may be empty.
    public let detail: String
    /// What was owed before tax, cash travel and consumption tax included; negative for a reversal.
    public let amount: Yen
    /// What of it was not paid on the day of preparation.
    public let unpaid: Yen
    /// The tax as it was stored with the payment, or estimated for an unpaid one: it is never computed again.
    public let tax: Yen
    /// What of it was not withheld yet.
    public let notWithheld: Yen
    /// The consumption tax within the amount that the payee's document shows apart.
    public let separateConsumptionTax: Yen

    /// A payment.
    public init(
        kind: String = "講演料",
        detail: String = "",
        amount: Yen,
        unpaid: Yen = .zero,
        tax: Yen,
        notWithheld: Yen = .zero,
        separateConsumptionTax: Yen = .zero
    ) {
        self.kind = kind
        self.detail = detail
        self.amount = amount
        self.unpaid = unpaid
        self.tax = tax
        self.notWithheld = notWithheld
        self.separateConsumptionTax = separateConsumptionTax
    }
}

/// The payment records of one calendar year, person by person.
public struct Form309Year: Sendable {
    /// Totals up to this need no record: over 50,000 yen for lecture and manuscript fees.
    public static let threshold = Yen(50_000)
    private static let blocks = 6
    private static let amounts = Yen.zero...Yen.largestTransfer

    private let payer: Form309Payer
    private let year: Int
    private let judgesWithoutSeparateTax: Bool
    private let encoder: CP932Encoder

    /// The records of `year`, a calendar year (年分).
    ///
    /// With `judgesWithoutSeparateTax` consumption tax that the payee's document shows apart does not count towards the
    /// threshold, as the tax office allows.
    public init(
        _ year: Int,
        payer: Form309Payer,
        judgesWithoutSeparateTax: Bool = true,
        encoder: CP932Encoder
    ) {
        self.year = year
        self.payer = payer
        self.judgesWithoutSeparateTax = judgesWithoutSeparateTax
        self.encoder = encoder
    }

    /// What the file with this number is called, `309dat01.txt`; nil unless 1 to 99.
    public static func fileName(_ sequence: Int) -> String? {
        (1...99).contains(sequence) ? "309dat\(sequence < 10 ? "0" : "")\(sequence).txt" : nil
    }

    /// Whether the year's payments to one person want a record: judged on the total before withholding.
    public func isRequired(_ payments: [Form309Payment]) -> Bool {
        let total = payments.reduce(Yen.zero) { sum, payment in
            sum + payment.amount - (judgesWithoutSeparateTax ? payment.separateConsumptionTax : .zero)
        }
        return total > Form309Year.threshold
    }

    /// The records of one person, all registrations of whom have been brought together; none below the threshold.
    ///
    /// Payments are summed by kind and detail in the order in which these first appear, six to a record. The amount
    /// includes consumption tax.
    public func records(
        of payee: Form309Payee,
        _ payments: [Form309Payment],
        remarks: String = ""
    ) throws(Form309Refused) -> [Form309Record] {
        guard isRequired(payments) else { return [] }
        var sums: [[Yen]] = []
        var names: [[String]] = []
        for payment in payments {
            let added = [payment.amount, payment.unpaid, payment.tax, payment.notWithheld]
            if let index = names.firstIndex(of: [payment.kind, payment.detail]) {
                sums[index] = zip(sums[index], added).map { $0 + $1 }
            } else {
                names.append([payment.kind, payment.detail])
                sums.append(added)
            }
        }
        let kept = names.indices.filter { sums[$0].contains { $0 != .zero } }
        var records: [Form309Record] = []
        for start in stride(from: 0, to: kept.count, by: Form309Year.blocks) {
            var items = try head(payee)
            for index in kept[start...].prefix(Form309Year.blocks) {
                let first = items.count
                items += names[index]
                for (offset, yen) in sums[index].enumerated() {
                    guard Form309Year.amounts.contains(yen) else {
                        let item = first + 3 + offset
                        throw Form309Refused(payee: payee.key, item: item, problem: .amount(yen))
                    }
                    // What is unpaid, or not withheld, is written only where there is any.
                    items.append(offset % 2 == 1 && yen == .zero ? "" : yen.description)
                }
            }
            items += Array(repeating: "", count: 50 - items.count)
            items += [remarks, payer.number.description, payee.corporateNumber?.description ?? " "]
            records.append(try Form309Record(items, of: payee.key, encoder: encoder))
        }
        return records
    }

    /// What corrects `filed` records of one person: each cancelled, then the right ones; nothing if they are the same.
    ///
    /// What was unpaid, or not withheld, was so on the day of preparation: that it was paid meanwhile corrects nothing,
    /// as long as amount and tax stand (circular 205-7).
    public func correction(
        of filed: [Form309Record],
        by records: [Form309Record]
    ) -> [Form309Record] {
        filed.map(\.lasting) == records.map(\.lasting) ? [] : filed.map(\.cancellation) + records
    }

    /// 摘要: the consumption tax within the amount that the payee's document shows apart; empty without any.
    public static func remarks(separateConsumptionTax tax: Yen) -> String {
        tax > .zero ? "うち消費税等の額\(tax.grouped)円" : ""
    }

    /// Items 1 to 14.
    ///
    /// Item 13 says that the address is not abroad: who lives there has another form (type 339).
    private func head(_ payee: Form309Payee) throws(Form309Refused) -> [String] {
        guard let newYearsEve = LocalDate(year: year, month: 12, day: 31),
            let era = try? EraTable.japan.year(of: newYearsEve)
        else { throw Form309Refused(payee: payee.key, item: 11, problem: .year) }
        return [
            "309", payer.reference, "", payer.address, payer.name, payer.phone, "", "", "", "0", era.fileCode,
            payee.address, "0", payee.name,
        ]
    }
}

/// What the facts of a ``PaymentWalk`` are about; the raw values are the keys of its JSON.
public enum WalkFactName: String, Sendable, CaseIterable {
    // Request, offer, assignment, delivery
    case askedBy = "asked_by"
    case contact
    case programme
    case title
    case delivery
    case state
    case reason
    case presenter
    case deadline
    case answeredAt = "answered_at"
    case during
    case online
    case material
    case quantity
    case sentAt = "sent_at"
    case receivedAt = "received_at"

    // Attestations, evidence, claims
    case held
    case minutes
    case attendance
    case organization
    case evidence
    case evidenceKind = "evidence_kind"
    case file
    case bytes
    case sha256
    case agreement
    case netFee = "net_fee"
    case amount
    case travelledOn = "travelled_on"
    case mode
    case from
    case to
    case kilometres
    case paidDirectly = "paid_directly"
    case travelRate = "travel_rate"
    case finding
    case severity
    case other

    // Honorarium
    case entry
    case corrects
    case lectureOn = "lecture_on"
    case fixedOn = "fixed_on"
    case budgetYear = "budget_year"
    case payee
    case billedMinutes = "billed_minutes"
    case rank
    case feeRate = "fee_rate"
    case unit
    case unitPrice = "unit_price"
    case timeStep = "time_step"
    case rounding
    case cap
    case legalBasis = "legal_basis"
    case promisedNet = "promised_net"
    case fee
    case travelToPresenter = "travel_to_presenter"
    case travelDirectly = "travel_directly"
    case consumptionTaxRate = "consumption_tax_rate"
    case separateTax = "separate_tax"
    case gross
    case base
    case payment

    // Payment
    case payOn = "pay_on"
    case payeeClass = "payee_class"
    case treaty
    case reversedGross = "reversed_gross"
    case reversedTax = "reversed_tax"
    case tax
    case taxShare = "tax_share"
    case net
    case preparedBy = "prepared_by"
    case submittedAt = "submitted_at"
    case approvedBy = "approved_by"
    case approvedAt = "approved_at"
    case account
    case paidOn = "paid_on"
    case honorarium
    case bandFrom = "band_from"
    case bandTo = "band_to"
    case part
    case rate
    case incomeTax = "income_tax"
    case reconstructionTax = "reconstruction_tax"
    case defenceTax = "defence_tax"

    // Month, bank, notice
    case payments
    case lines
    case seal
    case transferFile = "transfer_file"
    case record
    case valueDate = "value_date"
    case resultOn = "result_on"
    case returnReason = "return_reason"
    case replaces
    case confirmation
    case confirmBy = "confirm_by"
    case confirmedAt = "confirmed_at"
    case objection
}

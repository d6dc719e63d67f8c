import KodanDomain
import KodanPages
import KodanService

/// What an accountant notes of a payee: treaties, invoice numbers, who is the same person, and what is held back.
enum PayeeFactSteps {
    static let all: [String: PageStepHandler] = [
        "treaty": .changes(decideTreaty), "same": .changes(noteSame), "check_invoice": .changes(checkInvoice),
        "end_invoice": .changes(endInvoice), "hold": .changes(hold),
    ]

    /// The reduced rates that the form takes, in hundredths of a percent: who typed `10` meant ten percent, and no
    /// treaty goes below one.
    private static let typedRates = 100...TreatyDecisionDraft.reducedRates.upperBound

    @Sendable private static func hold(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let payee: Payee.ID = try visit.key()
        let held = try await HoldPayments(office: visit.office)(
            of: payee,
            because: form.reason,
            as: try visit.session()
        )
        return PagePath("/findings/\(held.finding)", done: "held")
    }

    @Sendable private static func decideTreaty(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payee.ID = try visit.key()
        let body = form.body(numbers: ["rate_bp"])
        let decision = body.treatyDecision()
        try body.end()
        guard let decision else { throw body.faults.problem }
        guard decision.rateBasisPoints.map({ typedRates.contains($0) }) ?? true else {
            throw Problem.missing("rate_bp", .integer(typedRates))
        }
        _ = try await DecideTreaty(office: visit.office)(decision, for: id, as: try visit.session())
        return PagePath("/payees/\(id)", done: "treaty")
    }

    @Sendable private static func noteSame(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payee.ID = try visit.key()
        let body = form.body()
        let other = body.key("payee", of: Payee.self)
        let reason = body.reason()
        try body.end()
        guard let other else { throw body.faults.problem }
        try await NoteSamePayee(office: visit.office)(
            id,
            as: other,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/payees/\(id)", done: "same")
    }

    @Sendable private static func checkInvoice(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let (id, number, day) = try numbered(visit, form, "checked_on")
        try await CheckInvoiceNumber(office: visit.office)(number, of: id, on: day, as: try visit.session())
        return PagePath("/payees/\(id)", done: "check_invoice")
    }

    @Sendable private static func endInvoice(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let (id, number, day) = try numbered(visit, form, "to")
        try await EndInvoiceNumber(office: visit.office)(number, of: id, on: day, as: try visit.session())
        return PagePath("/payees/\(id)", done: "end_invoice")
    }

    /// The payee, the number that was chosen, and the one day.
    private static func numbered(
        _ visit: Visit,
        _ form: TypedForm,
        _ name: String
    ) throws -> (id: Payee.ID, number: String, day: LocalDate) {
        let id: Payee.ID = try visit.key()
        let body = form.body()
        let number = body.text("number")
        let day = body.day(name)
        try body.end()
        guard let number, let day else { throw body.faults.problem }
        return (id, number, day)
    }
}

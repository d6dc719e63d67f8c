import KodanDomain
import KodanPages
import KodanService

/// What is noted of a lecture's fee on its page.
enum LectureMoneySteps {
    static let all: [String: PageStepHandler] = [
        "agree": .changes(agree), "state_tax": .changes(stateTax), "calculate": .changes(calculate),
        "settle_travel": .changes(settleTravel),
    ]

    @Sendable private static func agree(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        // Without a promise there is no amount.
        let typed = form["kind"] == "net" ? form : form.only(["kind", "reason"])
        let body = typed.body(numbers: ["amount"])
        let agreement = body.feeAgreement()
        let reason = body.reason()
        try body.end()
        try await AgreeFee(office: visit.office)(agreement, for: id, because: reason, as: try visit.session())
        return PagePath("/lectures/\(id)", done: "agreed")
    }

    @Sendable private static func stateTax(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let body = form.body(numbers: ["amount"])
        let amount = body.yen("amount", within: HonorariaController.netFees)
        let evidence = body.key("evidence", of: Evidence.self)
        try body.end()
        guard let amount, let evidence else { throw body.faults.problem }
        try await StateSeparateTax(office: visit.office)(
            SeparateTaxStatement(amount: amount, evidence: evidence),
            for: id,
            as: try visit.session()
        )
        return PagePath("/lectures/\(id)", done: "tax_stated")
    }

    /// Leads to the honorarium; where nothing is owed, back to the lecture, whose request is closed.
    @Sendable private static func calculate(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let id: Assignment.ID = try visit.key()
        let calculated = try await CalculateHonorarium(office: visit.office)(id, as: try visit.session())
        guard case .owed(let honorarium, _) = calculated else {
            return PagePath("/lectures/\(id)", done: "nothing_owed")
        }
        // Coordinators do not see what is owed.
        guard visit.isOne(of: .accounting) else { return PagePath("/lectures/\(id)", done: "calculated") }
        return PagePath("/honoraria/\(honorarium)", done: "calculated")
    }

    @Sendable private static func settleTravel(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let settled = try await SettleTravel(office: visit.office)(
            try visit.key(),
            as: try visit.session()
        )
        return PagePath("/honoraria/\(settled.honorarium)", done: "travel_settled")
    }
}

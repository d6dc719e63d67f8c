import KodanDomain
import KodanPages
import KodanService

/// Payments: one payee on one payment date.
enum PaymentPages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/payments/:id",
            roles: .accounting,
            steps: [
                "approve": .changes(approve), "reopen": .changes(reopen), "repay": .changes(repay),
                "hold": .changes(hold),
            ],
            show: payment
        ),
        PageRoute("/payments/:id/walk", roles: .accounting) { visit in
            let id: Payment.ID = try visit.key()
            return WalkTexts.page(try await ExplainPayment(office: visit.office)(id, as: try visit.session()))
        },
    ]

    @Sendable private static func payment(_ visit: Visit) async throws -> PageContent {
        let id: Payment.ID = try visit.key()
        let payment = try await ReadPayments(office: visit.office)(id, as: try visit.session())
        let people = [payment.preparedBy, payment.approvedBy, payment.sentBack?.by].compactMap(\.self)
            .map(\.description)
        let things = payment.lines.map(\.honorarium.description) + payment.attempts.map(\.file.description)
        return PaymentTexts.page(
            payment,
            accounts: try await ReadPayments(office: visit.office).accounts(of: id, as: try visit.session()),
            names: try await visit.names(of: people + things),
            role: visit.role ?? .auditor,
            asker: visit.user,
            today: visit.today,
            done: visit.done
        )
    }

    /// What is approved is what was seen: neither another amount nor another account.
    @Sendable private static func approve(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payment.ID = try visit.key()
        let asker = try visit.session()
        let read = ReadPayments(office: visit.office)
        try form.requireSeen(
            PaymentTexts.state(try await read(id, as: asker), try await read.accounts(of: id, as: asker))
        )
        _ = try await ApprovePayments(office: visit.office)(.payments([id]), as: asker)
        return PagePath("/payments/\(id)", done: "approved")
    }

    @Sendable private static func reopen(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payment.ID = try visit.key()
        try await ReopenPayment(office: visit.office)(id, reason: form.reason, as: try visit.session())
        return PagePath("/payments/\(id)", done: "reopened")
    }

    /// What is held is all that is owed to the payment's payee.
    @Sendable private static func hold(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let payment: Payment.ID = try visit.key()
        let asker = try visit.session()
        let payee = try await ReadPayments(office: visit.office)(payment, as: asker).summary.payee
        let held = try await HoldPayments(office: visit.office)(of: payee, because: form.reason, as: asker)
        return PagePath("/findings/\(held.finding)", done: "held")
    }

    @Sendable private static func repay(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payment.ID = try visit.key()
        let day = try form.day("paid_on")
        try await RecordRepayment(office: visit.office)(id, on: day, as: try visit.session())
        return PagePath("/payments/\(id)", done: "repaid")
    }
}

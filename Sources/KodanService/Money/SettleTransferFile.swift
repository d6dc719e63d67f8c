public import KodanDomain
import KodanStore
import Postgres

/// What the bank's answer changed.
public struct SettledTransfer: Sendable, Equatable {
    /// Payments that arrived.
    public let paid: [Payment.ID]
    /// Payments that came back; they stay exported and wait for another try.
    public let returned: [Payment.ID]
    /// Requests whose honoraria are now all paid.
    public let closed: [LectureRequest.ID]
}

/// Notes the bank's answer to a file: transfers that came back (振込不能) with their reasons, all others as paid.
///
/// For an accountant. Refusals: `notFound` for a file or a transfer that is not there, `settledAlready`, `field` for a
/// return without a reason.
public struct SettleTransferFile: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Settles `file` as of `paidOn`; `returned` gives reasons by the place among the file's transfers, from 1.
    public func callAsFunction(
        _ file: TransferFile.ID,
        paidOn: LocalDate,
        returned: [Int: String] = [:],
        as credential: Credential
    ) async throws -> SettledTransfer {
        let reasons = try returned.mapValues { text throws(Refusal) in try Refusal.reason(text) }
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            let transfers = TransferStore(desk.session)
            let attempts = try transfers.lockAttempts(in: file)
            guard !attempts.isEmpty else { throw Refusal.notFound(file.description) }
            guard attempts.allSatisfy(\.isSent) else { throw Refusal.settledAlready(file) }
            if let stray = reasons.keys.sorted().first(where: { !(1...attempts.count).contains($0) }) {
                throw Refusal.notFound("\(file)-\(stray)")
            }
            try transfers.settle(file, on: paidOn, returned: reasons)
            let paid = attempts.filter { reasons[$0.record] == nil }.map(\.payment)
            let back = attempts.filter { reasons[$0.record] != nil }
            try PaymentStore(desk.session).settle(paid, paidOn: paidOn)
            let closed = try desk.asSystem { try HonorariumStore(desk.session).closePaid(by: paid) }
            try desk.record("transfer_file.settled", file, detail: ["paid_on": paidOn.description])
            try desk.record("payment.settled", each: paid)
            try desk.record(
                "payment.returned",
                each: back.map { (subject: $0.payment.description, reason: reasons[$0.record]) }
            )
            try desk.record("request.closed", each: closed)
            return SettledTransfer(paid: paid, returned: back.map(\.payment), closed: closed)
        }
    }
}

public import KodanDomain
import KodanImport
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

/// What the bank says about one transfer of a file.
public struct TransferResult: Sendable, Equatable {
    /// Its place among the file's transfers, from 1.
    public let record: Int
    /// The amount that the answer states; nil if it states none.
    public let amount: Yen?
    /// Why it came back (振込不能, 組戻し); nil if it was paid.
    public let returned: String?

    /// A result.
    public init(record: Int, amount: Yen? = nil, returned: String?) {
        self.record = record
        self.amount = amount
        self.returned = returned
    }
}

/// Notes the bank's answer to a file: paid, or returned with a reason, transfer by transfer.
///
/// Those that the answer does not name wait for a later one. What was paid may still come back: it waits for another
/// try then, and the months in which it was paid and came back keep what they say. For an accountant. Refusals:
/// `notFound` for a file that is not there, `noTransfer` for a place that it does not have, `settledAlready`,
/// `resultAmount` where the answer states another amount, `field` for a return without a reason, `dayAhead` for a day
/// that has not come, `paidTooEarly` for one before the bank was to pay, before the file was made if all that it
/// answers came back, or before the day on which was paid what comes back now.
public struct SettleTransferFile: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Settles all of `file` that waits for an answer as of `paidOn`; `returned` gives reasons by the place among the
    /// file's transfers.
    ///
    /// Where it names one that was paid, it speaks of those alone that it names: others may still wait.
    public func callAsFunction(
        _ file: TransferFile.ID,
        paidOn: LocalDate,
        returned: [Int: String] = [:],
        as credential: Credential
    ) async throws -> SettledTransfer {
        try await settle(file, paidOn: paidOn, as: credential) { attempts in
            if let stray = returned.keys.sorted().first(where: { !(1...attempts.count).contains($0) }) {
                throw Refusal.noTransfer(file, record: stray)
            }
            let isLate = attempts.contains { $0.paidOn != nil && returned[$0.record] != nil }
            let waiting = attempts.filter { ($0.isSent && !isLate) || returned[$0.record] != nil }
            return (waiting.isEmpty ? attempts : waiting).map {
                TransferResult(record: $0.record, returned: returned[$0.record])
            }
        }
    }

    /// Settles the transfers of `file` that `results` names, each once, as of `paidOn`.
    public func callAsFunction(
        _ file: TransferFile.ID,
        paidOn: LocalDate,
        results: [TransferResult],
        as credential: Credential
    ) async throws -> SettledTransfer {
        try await settle(file, paidOn: paidOn, as: credential) { _ in results }
    }

    /// Settles what a table of the bank's (CSV, UTF-8 or CP932) says about the transfers of `file`, as of `paidOn`.
    ///
    /// Throws ``SheetRefused`` too.
    public func callAsFunction(
        _ file: TransferFile.ID,
        paidOn: LocalDate,
        table: [UInt8],
        as credential: Credential
    ) async throws -> SettledTransfer {
        try await settle(file, paidOn: paidOn, as: credential) { _ in
            try SettleTransferFile.results(in: table).map {
                TransferResult(record: $0.record, amount: $0.amount, returned: $0.returned)
            }
        }
    }

    /// Where a `table` of the bank's says what `refusal` is about: the line, and what the table calls the column; nil
    /// if it is about nothing there.
    public static func cell(of refusal: Refusal, in table: [UInt8]) -> (line: Int, column: String)? {
        let (record, column): (Int, BankResultColumn)
        switch refusal {
        case .noTransfer(_, let place), .settledAlready(_, let place): (record, column) = (place, .record)
        case .resultAmount(_, let place, _): (record, column) = (place, .amount)
        default: return nil
        }
        guard let result = (try? results(in: table))?.first(where: { $0.record == record }),
            let name = BankResultSheet.name(of: column, in: wholePiece(table))
        else { return nil }
        return (result.line, name)
    }

    private static func results(in table: [UInt8]) throws -> [BankResult] {
        try SheetRefused.naming { try BankResultSheet.read(wholePiece(table)) }
    }

    private func settle(
        _ file: TransferFile.ID,
        paidOn: LocalDate,
        as credential: Credential,
        _ results: @escaping @Sendable ([LockedAttempt]) throws -> [TransferResult]
    ) async throws -> SettledTransfer {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.accountant)
            guard paidOn <= desk.now.date else { throw Refusal.dayAhead(paidOn) }
            let transfers = TransferStore(desk.session)
            guard let days = try transfers.days(of: file) else { throw Refusal.notFound(file.description) }
            let attempts = try transfers.lockAttempts(in: file)
            let answered = try SettleTransferFile.match(try results(attempts), to: attempts, of: file)
            // What the bank cannot pay it may send back before the day on which it was to pay.
            let first = answered.contains { $0.reason == nil } ? days.value : days.exported
            let late = answered.compactMap(\.attempt.paidOn)
            let earliest = max(first, late.max() ?? first)
            guard paidOn >= earliest else { throw Refusal.paidTooEarly(first: earliest) }
            try transfers.settle(file, on: paidOn, answered.map { ($0.attempt.record, $0.reason) })
            let paid = answered.filter { $0.reason == nil }.map(\.attempt.payment)
            let back = answered.filter { $0.reason != nil }
            let payments = PaymentStore(desk.session)
            try payments.settle(paid, paidOn: paidOn)
            try payments.comeBack(back.map(\.attempt.payment))
            if !back.isEmpty { try desk.holdBackFromDeceased() }
            let closed = try desk.asSystem { try RequestStore(desk.session).closePaid(by: paid) }
            try desk.record("transfer_file.settled", file, detail: ["paid_on": paidOn.description])
            try desk.record("payment.settled", each: paid)
            try desk.record(
                "payment.returned",
                each: back.map { (subject: $0.attempt.payment.description, reason: $0.reason) }
            )
            try desk.record("request.closed", each: closed)
            return SettledTransfer(paid: paid, returned: back.map(\.attempt.payment), closed: closed)
        }
    }

    /// Each result beside its transfer, which must wait for one; what was paid may come back.
    private static func match(
        _ results: [TransferResult],
        to attempts: [LockedAttempt],
        of file: TransferFile.ID
    ) throws(Refusal) -> [(attempt: LockedAttempt, reason: String?)] {
        var open = Dictionary(attempts.map { ($0.record, $0) }, uniquingKeysWith: { first, _ in first })
        var matched: [(attempt: LockedAttempt, reason: String?)] = []
        for result in results {
            guard attempts.indices.contains(result.record - 1) else {
                throw .noTransfer(file, record: result.record)
            }
            // A record that comes twice is gone the second time.
            guard let attempt = open.removeValue(forKey: result.record),
                attempt.isSent || (attempt.paidOn != nil && result.returned != nil)
            else {
                throw .settledAlready(file, record: result.record)
            }
            guard result.amount.map({ $0 == attempt.amount }) ?? true else {
                throw .resultAmount(file, record: result.record, sent: attempt.amount)
            }
            matched.append(
                (attempt, try result.returned.map { text throws(Refusal) in try text.checkedReasonLine() })
            )
        }
        return matched
    }
}

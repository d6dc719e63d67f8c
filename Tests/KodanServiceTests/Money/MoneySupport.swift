import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

/// Everything up to the closed month, for tests of what comes after it.
func closedMonth(
    _ office: Office,
    _ staff: Staff,
    upTo last: LocalDate = day("2026-11-30")
) async throws -> PaymentMonth {
    _ = try await CalculateHonoraria(office: office)(upTo: last, as: .system)
    _ = try await PreparePayments(office: office)(december, as: staff.accountant)
    _ = try await SubmitPayments(office: office)(december, as: staff.accountant)
    _ = try await ApprovePayments(office: office)(.month(december), as: staff.approver)
    return try await CloseMonth(office: office)(december, as: staff.approver)
}

/// The body's own bank, for files.
func sampleBank(_ profile: BankProfile? = BankProfile()) throws -> PayingBank {
    let account = try BankAccount(
        bankCode: "9991",
        branchCode: "101",
        depositType: .ordinary,
        number: "7654321",
        holder: "コウダンキコウ",
        bankName: "ミホン",
        branchName: "ホンテン"
    )
    return PayingBank(
        profile: try #require(profile),
        originator: try ZenginOriginator(code: "1234567890", name: "コウダンキコウ", account: account)
    )
}

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

/// An empty folder that is gone with the test.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/kodan-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
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

import KodanDomain
import KodanService
import KodanTestSupport

/// Closes the month of `day`, with all that is attested before it and `office` may pay.
@discardableResult
func closeMonth(_ month: YearMonth, _ office: Office) async throws -> PaymentMonth {
    let staff = TestDatabase.current.staff
    _ = try await CalculateHonoraria(office: office)(upTo: month.previous.last, as: .system)
    _ = try await PreparePayments(office: office)(month, as: staff.accountant)
    _ = try await SubmitPayments(office: office)(month, as: staff.accountant)
    _ = try await ApprovePayments(office: office)(.month(month), as: staff.approver)
    return try await CloseMonth(office: office)(month, as: staff.approver)
}

/// Sends a closed month and has the bank pay all of it on `day`.
func payMonth(_ month: YearMonth, _ office: Office, on day: LocalDate) async throws {
    let staff = TestDatabase.current.staff
    let bank = try sampleBank()
    try await withFolder { folder in
        let export = ExportTransferFiles(office: office)
        for file in try await export(month, to: folder, by: bank, as: staff.accountant) {
            _ = try await SettleTransferFile(office: office)(file.file, paidOn: day, as: staff.accountant)
        }
    }
}

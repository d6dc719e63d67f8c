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

/// Sends a closed month and has the bank pay all of it on `day`, on which its file is made; the clock stands at what it
/// stood at then.
func payMonth(_ month: YearMonth, _ office: Office, on day: LocalDate) async throws {
    let (staff, clock) = (TestDatabase.current.staff, TestDatabase.current.clock)
    let now = office.clock.now()
    let bank = try sampleBank()
    try await withFolder { folder in
        let export = ExportTransferFiles(office: office)
        clock.set(Instant(day, .midnight))
        let files = try await export(month, to: folder, by: bank, as: staff.accountant)
        clock.set(now)
        for file in files {
            _ = try await SettleTransferFile(office: office)(file.file, paidOn: day, as: staff.accountant)
        }
    }
}

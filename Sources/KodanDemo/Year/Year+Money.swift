import KodanDomain
import KodanExport
import KodanService

extension Year {
    /// The accountant fixes what is owed for last month's lectures, puts the payments together and hands them on.
    func prepare(_ month: YearMonth) async throws {
        let last = month.previous.last
        try await correctLastMonth(before: month)
        _ = try await CalculateHonoraria(office: crew.office)(upTo: last, as: crew.accountant)
        try await lookIntoFindings(upTo: last)
        _ = try await PreparePayments(office: crew.office)(month, as: crew.accountant)
        _ = try await SubmitPayments(office: crew.office)(month, as: crew.accountant)
        schedule(.approve(month), on: try nextWorkday())
    }

    /// The approver, another person, approves them.
    func approve(_ month: YearMonth) async throws {
        _ = try await ApprovePayments(office: crew.office)(.month(month), as: crew.approver)
        schedule(.close(month), on: try nextWorkday())
    }

    /// The month is closed, its list and bank file are written.
    func close(_ month: YearMonth) async throws {
        // The month prints the newest seal: all that led to it is under it.
        try await sealRecord()
        let closed = try await CloseMonth(office: crew.office)(month, as: crew.approver)
        done.paid = closed.totals
        let files = MonthFiles(office: crew.office, settings: settings, folder: folder)
        try await writePapers(of: month)
        for file in try await files.write(month, as: crew.accountant) {
            schedule(.settle(month, file, isRetry: false), on: closed.payOn.adding(days: 1))
        }
    }

    private func nextWorkday() throws -> LocalDate {
        try calendar.shift(clock.now.date.adding(days: 1), .next)
    }
}

/// Writes the list and the bank file of a closed month; made again they have the same bytes.
struct MonthFiles {
    let office: Office
    let settings: OfficeSettings
    let folder: DemoFolder

    /// Writes both; the bank files' keys.
    func write(_ month: YearMonth, as credential: Credential) async throws -> [TransferFile.ID] {
        _ = try await ExportHonorariumList(office: office)(month, to: folder.out, as: credential)
        return try await ExportTransferFiles(office: office)(
            month,
            to: folder.out,
            by: bank,
            as: credential
        ).map(\.file)
    }

    /// Sends again what the bank returned; the new bank files' keys.
    func retry(
        _ month: YearMonth,
        on payOn: LocalDate,
        as credential: Credential
    ) async throws -> [TransferFile.ID] {
        try await RetryTransfers(office: office)(month, on: payOn, to: folder.out, by: bank, as: credential)
            .map(\.file)
    }

    /// The body's bank, content with codes: accounts that people state carry no names of banks, and the demo's banks
    /// have none.
    private var bank: PayingBank {
        let profile = settings.profile
        guard
            let withoutNames = BankProfile(
                terminator: profile.terminator,
                transferCode: profile.transferCode,
                unusedCodes: profile.unusedCodes,
                recordLimit: profile.recordLimit,
                namesRequired: false
            )
        else { preconditionFailure("a profile's own limit is a limit") }
        return PayingBank(profile: withoutNames, originator: settings.originator)
    }
}

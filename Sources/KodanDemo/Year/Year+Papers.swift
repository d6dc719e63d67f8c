import KodanDomain
import KodanImport
import KodanService

extension Year {
    /// The papers of a closed month: a notice for each payee, and the journal for the books.
    func writePapers(of month: YearMonth) async throws {
        let accounts = try FileBytes(path: tables + "/accounting/journal-accounts.csv")
        _ = try await IssueNotices(office: crew.office)(
            month,
            to: folder.notices,
            by: settings.body,
            as: crew.accountant
        )
        _ = try await ExportJournal(office: crew.office)(
            month,
            to: folder.out,
            by: JournalAccounts { try accounts.next() },
            as: crew.accountant
        )
    }

    /// What follows from the day on which the bank paid: the month's tax slip, and what a year's end asks for.
    func closeTheBooks(of month: YearMonth) async throws {
        _ = try await ExportTaxSlip(office: crew.office)(month, to: folder.out, as: crew.accountant)
        if month.month == 1, let year = CalendarYear(month.year - 1) {
            _ = try await MakePaymentRecords(office: crew.office)(
                year,
                to: folder.out,
                by: settings.body,
                as: crew.accountant
            )
        }
        if month.month == 4, month == DemoDays.paymentMonths.last {
            _ = try await ListAccrued(office: crew.office)(.demo, to: folder.out, as: crew.accountant)
        }
    }
}

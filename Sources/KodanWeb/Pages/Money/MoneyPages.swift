import KodanDomain

/// The pages of accounting: months, payments, what stands out, papers and books.
enum MoneyPages {
    static let routes: [PageRoute] =
        MonthPages.routes + PaymentPages.routes + FindingPages.routes + TransferPages.routes
        + NoticePages.routes + HonorariumPages.routes + PayeePages.routes + BudgetPages.routes
        + PaperPages.routes + BookPages.routes
}

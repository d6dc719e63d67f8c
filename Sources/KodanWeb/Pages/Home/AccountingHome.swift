import KodanDomain
import KodanPages
import KodanService

/// The first pages of accountants, approvers and auditors.
enum AccountingHome {
    /// What they do: the bank file of a closed month is one click away.
    static let steps: [String: PageStepHandler] = ["export": .changes(MonthPages.export)]

    static func page(_ visit: Visit) async throws -> PageContent {
        let desk = try await ReadAccountingDesk(office: visit.office)(as: try visit.session())
        switch visit.role {
        case .accountant: return AccountingHomeTexts.accountant(desk, today: visit.today)
        case .approver: return AccountingHomeTexts.approver(desk)
        default: return AccountingHomeTexts.auditor(desk)
        }
    }
}

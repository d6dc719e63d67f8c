/// What an account of the body's books is for.
public enum JournalRole: String, Sendable, CaseIterable {
    /// 諸謝金: fees.
    case honoraria
    /// 旅費交通費: travel money that goes to the payee.
    case travel
    /// 未払金: what is owed to payees.
    case payable
    /// 預り金: tax withheld and not yet paid over.
    case withheld
    /// 普通預金: the account that pays.
    case bank
    /// 未収金: what payees owe back and have not paid.
    case receivable
}

/// One account of the body's books.
public struct JournalAccount: Hashable, Sendable {
    /// Its code in the body's accounting.
    public let code: String
    /// Its name.
    public let name: String
    /// The code of the consumption tax treatment that goes with it; empty where there is none.
    public let taxCode: String
    /// The same for supplies of payees who are not registered; `{percent}` stands for the share of the tax that may be
    /// deducted on the date of the supply.
    public let unregisteredTaxCode: String

    /// An account; nil without a code.
    public init?(code: String, name: String, taxCode: String = "", unregisteredTaxCode: String = "") {
        guard !code.isEmpty else { return nil }
        self.unregisteredTaxCode = unregisteredTaxCode
        self.code = code
        self.name = name
        self.taxCode = taxCode
    }
}

extension JournalAccount {
    /// The code that goes with a supply of which so much of the tax may be deducted; 100 is all, as of registered
    /// payees.
    public func taxCode(deducting percent: Int) -> String {
        guard percent < 100 else { return taxCode }
        let parts = unregisteredTaxCode.split(separator: "{percent}", omittingEmptySubsequences: false)
        return parts.joined(separator: String(percent))
    }
}

/// The accounts that journal entries use: exactly one for each role.
public struct JournalAccounts: Hashable, Sendable {
    private let honoraria: JournalAccount
    private let travel: JournalAccount
    private let payable: JournalAccount
    private let withheld: JournalAccount
    private let bank: JournalAccount
    private let receivable: JournalAccount

    /// Accounts by role; throws the roles that have none.
    public init(_ accounts: [JournalRole: JournalAccount]) throws(JournalRolesMissing) {
        guard let honoraria = accounts[.honoraria], let travel = accounts[.travel],
            let payable = accounts[.payable], let withheld = accounts[.withheld], let bank = accounts[.bank],
            let receivable = accounts[.receivable]
        else { throw JournalRolesMissing(roles: JournalRole.allCases.filter { accounts[$0] == nil }) }
        self.honoraria = honoraria
        self.travel = travel
        self.payable = payable
        self.withheld = withheld
        self.bank = bank
        self.receivable = receivable
    }

    /// The account of a role.
    public subscript(role: JournalRole) -> JournalAccount {
        switch role {
        case .honoraria: honoraria
        case .travel: travel
        case .payable: payable
        case .withheld: withheld
        case .bank: bank
        case .receivable: receivable
        }
    }
}

/// Roles without an account.
public struct JournalRolesMissing: Error, Equatable {
    /// The roles.
    public let roles: [JournalRole]
}

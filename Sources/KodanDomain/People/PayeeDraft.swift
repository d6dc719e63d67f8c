/// Whether a payee is a person or a legal person; taxes differ.
public enum LegalStatus: String, Sendable, CaseIterable {
    /// 個人.
    case individual
    /// 法人.
    case corporation
}

/// Whether a payee lives in Japan, as the income tax law sees it.
public enum Residency: String, Sendable, CaseIterable {
    /// 居住者.
    case resident
    /// 非居住者.
    case nonresident
}

/// Whom the body is to pay, before a row exists.
public struct PayeeDraft: Hashable, Sendable {
    /// The most characters of a name.
    public static let nameLimit = 100

    /// Person or legal person.
    public let legalStatus: LegalStatus
    /// Where it is taxed.
    public let residency: Residency
    /// The name on notices and records.
    public let name: String
    /// The postal code to which notices go.
    public let postalCode: PostalCode
    /// The address to which notices go.
    public let address: String
    /// The number of a registered invoice issuer (適格請求書発行事業者), `T` and thirteen digits; nil if none.
    ///
    /// Only its form is checked here, its check digit where it is registered.
    public let invoiceNumber: String?
    /// The account; nil if not known yet.
    public let account: AccountDraft?

    /// Throws ``FieldRefused`` for the first field that cannot be.
    public init(
        legalStatus: LegalStatus,
        residency: Residency,
        name: String,
        postalCode: PostalCode,
        address: String,
        invoiceNumber: String? = nil,
        account: AccountDraft? = nil
    ) throws(FieldRefused) {
        self.legalStatus = legalStatus
        self.residency = residency
        self.name = try name.plainText(.payeeName, atMost: PayeeDraft.nameLimit)
        self.postalCode = postalCode
        self.address = try address.plainText(.payeeAddress, atMost: PresenterDraft.addressLimit)
        self.invoiceNumber = try invoiceNumber.map(PayeeDraft.checkedInvoiceNumber)
        self.account = account
    }

    /// `T` and thirteen digits, normalized.
    ///
    /// Throws ``FieldRefused`` for any other form.
    public static func checkedInvoiceNumber(_ text: String) throws(FieldRefused) -> String {
        let text = text.normalized.uppercased()
        guard text.hasPrefix("T"), String(text.dropFirst()).isDigits(13...13) else {
            throw FieldRefused(.invoiceNumber, expected: .invoiceNumber)
        }
        return text
    }
}

/// A bank account as someone typed it: each part has its form, nothing is known of the bank yet.
public struct AccountDraft: Hashable, Sendable {
    /// The types of deposit of a bulk transfer: 1 普通, 2 当座, 4 貯蓄, 9 その他.
    public static let depositTypes = [1, 2, 4, 9]

    /// Four digits.
    public let bankCode: String
    /// Three digits.
    public let branchCode: String
    /// One of ``depositTypes``.
    public let depositType: Int
    /// Seven digits, zeros put before a shorter number.
    public let number: String
    /// The holder as the bank prints it, NFKC-normalized: katakana, Latin letters, digits and a few signs.
    public let holderKana: String

    /// An account as its bank addresses it; one of Japan Post Bank also as its passbook prints it, with the symbol (記号)
    /// for the branch and the number (番号) of up to eight digits.
    ///
    /// Throws ``FieldRefused`` for the first part of another form.
    public init(
        bankCode: String,
        branchCode: String,
        depositType: Int,
        number: String,
        holderKana: String
    ) throws(FieldRefused) {
        self.bankCode = try AccountDraft.digits(bankCode, 4...4, .bankCode)
        let branch = branchCode.normalized
        guard AccountDraft.depositTypes.contains(depositType) else {
            throw FieldRefused(.depositType, expected: .oneOf(AccountDraft.depositTypes.map(String.init)))
        }
        self.depositType = depositType
        if self.bankCode == YuchoAccount.bankCode, !branch.isDigits(3...3) {
            let account = try AccountDraft.passbook(branch, number, depositType)
            self.branchCode = account.branchCode
            self.number = account.number
        } else {
            self.branchCode = try AccountDraft.digits(branch, 3...3, .branchCode)
            let digits = try AccountDraft.digits(number, 1...7, .accountNumber)
            self.number = String(repeating: "0", count: 7 - digits.utf8.count) + digits
        }
        self.holderKana = try AccountDraft.checkedHolder(holderKana)
    }

    /// What bank files change in the holder's name, in order of name: it is to be held against the bank book.
    public var holderChanges: [BankKanaWarning] {
        (try? BankKana(holderKana, as: .party))?.warnings ?? []
    }

    private static func passbook(
        _ symbol: String,
        _ number: String,
        _ depositType: Int
    ) throws(FieldRefused) -> YuchoAccount {
        let number = number.normalized
        guard number.isDigits(1...8) else { throw FieldRefused(.accountNumber, expected: .passbookNumber) }
        let isSavings = depositType == DepositType.savings.rawValue
        let account: YuchoAccount
        do {
            account = try YuchoAccount("\(symbol)-\(number)", isSavings: isSavings)
        } catch {
            switch error {
            case .number: throw FieldRefused(.accountNumber, expected: .passbookNumber)
            case .format, .symbol: throw FieldRefused(.branchCode, expected: .passbookSymbol)
            }
        }
        guard account.depositType.rawValue == depositType else {
            // The symbol tells a transfer account from the others, not savings from ordinary.
            let fitting: [DepositType] = account.depositType == .current ? [.current] : [.ordinary, .savings]
            throw FieldRefused(.depositType, expected: .oneOf(fitting.map(\.digit)))
        }
        return account
    }

    /// What may be a branch: three digits, or the symbol of a passbook with or without its digit of check.
    ///
    /// Which of them it is to be is decided with the bank. Throws ``FieldRefused`` for any other text.
    public static func checkedBranch(_ text: String) throws(FieldRefused) -> String {
        let text = text.normalized
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isSymbol = parts[0].isDigits(5...5) && parts.dropFirst().allSatisfy { $0.isDigits(1...1) }
        guard text.isDigits(3...3) || (isSymbol && parts.count <= 2) else {
            throw FieldRefused(.branchCode, expected: .digits(3...3))
        }
        return text
    }

    /// What may be an account's number: up to seven digits, or the eight of a passbook.
    ///
    /// Which of them it is to be is decided with the bank. Throws ``FieldRefused`` for any other text.
    public static func checkedNumber(_ text: String) throws(FieldRefused) -> String {
        let text = text.normalized
        guard text.isDigits(1...8) else { throw FieldRefused(.accountNumber, expected: .digits(1...7)) }
        return text
    }

    /// This many digits, normalized.
    ///
    /// Throws ``FieldRefused`` for any other text.
    public static func digits(
        _ text: String,
        _ count: ClosedRange<Int>,
        _ field: Field
    ) throws(FieldRefused) -> String {
        let text = text.normalized
        guard text.isDigits(count) else { throw FieldRefused(field, expected: .digits(count)) }
        return text
    }

    /// The holder's name, normalized, at most 60 characters.
    ///
    /// Throws ``FieldRefused`` for other signs.
    public static func checkedHolder(_ text: String) throws(FieldRefused) -> String {
        let text = try text.plainText(.accountHolder, atMost: 60)
        let fits = text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "0"..."9", "A"..."Z", "a"..."z", " ", "(", ")", ".", "-", "/", "「", "」": true
            case "\u{3041}"..."\u{3096}", "\u{30A1}"..."\u{30FC}": true
            default: false
            }
        }
        guard fits else { throw FieldRefused(.accountHolder, expected: .bankKana) }
        return text
    }
}

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

    /// Throws ``FieldRefused`` for the first part of another form.
    public init(
        bankCode: String,
        branchCode: String,
        depositType: Int,
        number: String,
        holderKana: String
    ) throws(FieldRefused) {
        self.bankCode = try AccountDraft.digits(bankCode, 4...4, .bankCode)
        self.branchCode = try AccountDraft.digits(branchCode, 3...3, .branchCode)
        guard AccountDraft.depositTypes.contains(depositType) else {
            throw FieldRefused(.depositType, expected: .oneOf(AccountDraft.depositTypes.map(String.init)))
        }
        self.depositType = depositType
        let digits = try AccountDraft.digits(number, 1...7, .accountNumber)
        self.number = String(repeating: "0", count: 7 - digits.utf8.count) + digits
        self.holderKana = try AccountDraft.checkedHolder(holderKana)
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

import KodanDomain

extension RowFields<PresenterColumn> {
    private static let accountColumns: [PresenterColumn] = [
        .bankCode, .branchCode, .depositType, .accountNumber, .accountHolder,
    ]
    private static let payeeColumns: [PresenterColumn] =
        [.legalStatus, .residency, .payeeName, .payeePostalCode, .payeeAddress, .invoiceNumber]
        + accountColumns

    /// Whom to pay; nil if nothing is said of it, or after a refusal.
    mutating func payee(
        of name: PersonName?,
        _ ownPostalCode: PostalCode?,
        _ ownAddress: String?,
        _ abbreviations: CorporateAbbreviations
    ) -> PayeeDraft? {
        guard hasAny(Self.payeeColumns) else { return nil }
        let status = required(.legalStatus) { text throws(FieldRefused) in
            try writtenChoice(text, legalStatusWords, .legalStatus)
        }
        let residency = required(.residency) { text throws(FieldRefused) in
            try writtenChoice(text, residencyWords, .residency)
        }
        var payeeName = optional(.payeeName) { text throws(FieldRefused) in
            try text.plainText(.payeeName, atMost: PayeeDraft.nameLimit)
        }
        var postalCode = optional(.payeePostalCode) { text throws(FieldRefused) in
            try PostalCode(text, field: .payeePostalCode)
        }
        var address = optional(.payeeAddress) { text throws(FieldRefused) in
            try text.plainText(.payeeAddress, atMost: PresenterDraft.addressLimit)
        }
        if status == .corporation {
            for column in [PresenterColumn.payeeName, .payeePostalCode, .payeeAddress]
            where text(column).isEmpty {
                refuse(column, .present)
            }
        } else {
            payeeName = payeeName ?? name?.description
            // A postal code of the payee's own needs the address that belongs to it, and the other way round.
            if hasAny([.payeePostalCode, .payeeAddress]) {
                for column in [PresenterColumn.payeePostalCode, .payeeAddress] where text(column).isEmpty {
                    refuse(column, .present)
                }
            } else {
                postalCode = ownPostalCode
                address = ownAddress
            }
        }
        let invoiceNumber = optional(.invoiceNumber) { text throws(FieldRefused) in
            try PayeeDraft.checkedInvoiceNumber(text)
        }
        let account = account(abbreviations)
        guard let status, let residency, let payeeName, let postalCode, let address else { return nil }
        return checked { () throws(FieldRefused) in
            try PayeeDraft(
                legalStatus: status,
                residency: residency,
                name: payeeName,
                postalCode: postalCode,
                address: address,
                invoiceNumber: invoiceNumber,
                account: account
            )
        }
    }

    private mutating func account(_ abbreviations: CorporateAbbreviations) -> AccountDraft? {
        guard hasAny(Self.accountColumns) else { return nil }
        let bank = required(.bankCode) { text throws(FieldRefused) in
            try AccountDraft.digits(text, 4...4, .bankCode)
        }
        let branch = required(.branchCode) { text throws(FieldRefused) in
            try AccountDraft.checkedBranch(text)
        }
        let type = required(.depositType) { text throws(FieldRefused) in
            try writtenChoice(text, depositWords, .depositType)
        }
        let number = required(.accountNumber) { text throws(FieldRefused) in
            try AccountDraft.checkedNumber(text)
        }
        let holder = required(.accountHolder) { text throws(FieldRefused) in
            try AccountDraft.checkedHolder(abbreviations.shortened(text))
        }
        guard let bank, let branch, let type, let number, let holder else { return nil }
        return checked { () throws(FieldRefused) in
            try AccountDraft(
                bankCode: bank,
                branchCode: branch,
                depositType: type,
                number: number,
                holderKana: holder
            )
        }
    }
}

private let legalStatusWords: [(LegalStatus, [String])] = [
    (.individual, ["個人", "individual"]), (.corporation, ["法人", "corporation"]),
]
private let residencyWords: [(Residency, [String])] = [
    (.resident, ["居住者", "resident"]), (.nonresident, ["非居住者", "nonresident"]),
]
private let depositWords: [(Int, [String])] = [
    (1, ["普通", "1", "ordinary"]), (2, ["当座", "2", "checking"]), (4, ["貯蓄", "4", "savings"]),
    (9, ["その他", "9", "other"]),
]

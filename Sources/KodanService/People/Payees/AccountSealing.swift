import KodanDomain
import KodanStore

extension AccountDraft {
    /// The account as bank files have it.
    ///
    /// Throws ``FieldRefused`` naming the field, most often the holder, whose name must be writable in bank kana.
    func bankAccount() throws(FieldRefused) -> BankAccount {
        guard let type = DepositType(rawValue: depositType) else {
            throw FieldRefused(.depositType, expected: .oneOf(DepositType.allCases.map(\.digit)))
        }
        do {
            return try BankAccount(
                bankCode: bankCode,
                branchCode: branchCode,
                depositType: type,
                number: number,
                holder: holderKana
            )
        } catch {
            switch error {
            case .bankCode: throw FieldRefused(.bankCode, expected: .digits(4...4))
            case .branchCode: throw FieldRefused(.branchCode, expected: .digits(3...3))
            case .number: throw FieldRefused(.accountNumber, expected: .digits(1...7))
            case .holder(.tooLong(_, let limit)):
                throw FieldRefused(.accountHolder, expected: .atMost(characters: limit))
            case .holder: throw FieldRefused(.accountHolder, expected: .bankKana)
            case .bankName: throw FieldRefused(.bankCode, expected: .bankKana)
            case .branchName: throw FieldRefused(.branchCode, expected: .bankKana)
            }
        }
    }
}

extension AccountVault {
    /// Seals the number of `account` for `payee`, whose key is bound to it.
    func seal(_ account: BankAccount, for payee: Payee.ID) throws -> NewAccount {
        let sealed = try seal(account.number, context: "payee:\(payee.rawValue)")
        return NewAccount(
            payee: payee,
            account: account,
            sealedNumber: sealed.bytes,
            keyVersion: sealed.keyVersion,
            fingerprint: fingerprint(account)
        )
    }

    /// What is the same for the same account.
    func fingerprint(_ account: BankAccount) -> [UInt8] {
        fingerprint(
            bankCode: account.bankCode,
            branchCode: account.branchCode,
            depositType: account.depositType.rawValue,
            number: account.number
        )
    }
}

/// The accounts that concern one payment, as far as its reader may see them: nothing for those who see no account.
public struct PaymentAccounts: Hashable, Sendable {
    /// The account of the transfer that comes next; before the approval, the one that it would bind now.
    public let next: AccountEntry?
    /// The account of the payment's last transfer.
    public let last: AccountEntry?
    /// The account to which the payee was last paid by another payment.
    public let before: AccountEntry?
    /// The names in kana of the persons for whom it is paid; none where the payee is a legal person.
    public let persons: [String]

    /// Accounts.
    public init(next: AccountEntry?, last: AccountEntry?, before: AccountEntry?, persons: [String]) {
        self.next = next
        self.last = last
        self.before = before
        self.persons = persons
    }

    /// The account that a reader is shown: where the money goes next, or else where it went.
    public var shown: AccountEntry? { next ?? last }

    /// Whether the next transfer goes to the very account that the last one came back from.
    public var isUnchanged: Bool { next != nil && next?.id == last?.id }

    /// Whether the account shown has another holder than the persons who are paid.
    ///
    /// Both names are compared as banks write them, without spaces; a trade name may stand beside a person's own.
    /// Of a legal person no name in kana is known: nothing is said of its account.
    public var hasOtherHolder: Bool {
        guard let holder = shown?.place?.holder, !persons.isEmpty else { return false }
        let name = PaymentAccounts.written(holder)
        return !persons.contains { person in
            let own = PaymentAccounts.written(person)
            return !own.isEmpty && name.firstRange(of: own) != nil
        }
    }

    /// A name in the bytes of bank files, without spaces; empty for one that they cannot hold.
    private static func written(_ name: String) -> [UInt8] {
        guard let kana = try? BankKana(name, as: .party) else { return [] }
        return kana.bytes.filter { $0 != 0x20 }
    }
}

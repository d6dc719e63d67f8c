public import KodanDomain
import KodanStore

/// Asks that a payee be paid to another account.
///
/// For coordinators and accountants, and for presenters themselves.
///
/// The account serves payments that are approved after it was confirmed (``ConfirmAccount``). Whoever is paid is
/// told where they are reached, where they sign in, and where they were reached within the last 180 days.
public struct ChangeAccount: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds the account; the one before serves until this one is confirmed.
    ///
    /// Throws ``Refusal``: `ownAccountChange` and `ownAffair` where a call back cannot confirm it (``ConfirmAccount``),
    /// `notFound` for a payee who is not there or not the presenter's own, `notPermitted` for one
    /// outside of a coordinator's prefectures, `field` for an account that no bank file can carry.
    public func callAsFunction(
        of payee: Payee.ID,
        to account: AccountDraft,
        confirmation: AccountConfirmation = .pending,
        as credential: Credential
    ) async throws -> PayeeAccount.ID {
        try await office.transaction(as: credential) { [vault = office.vault] desk in
            try desk.actor.require(.coordinator, .accountant, .presenter)
            // A presenter does not call themselves back.
            if try desk.actor.role == .presenter, confirmation != .pending {
                throw Refusal.notPermitted(.presenter)
            }
            try desk.requireKept(payee)
            guard try PayeeStore(desk.session).exists(payee) else {
                throw Refusal.notFound(payee.description)
            }
            if confirmation != .pending { try desk.refuseOwn(.payee(payee), payee) }
            let bankAccount = try refusingField { () throws(FieldRefused) in try account.bankAccount() }
            let note = try refusingField { () throws(FieldRefused) in
                try confirmation.note?.plainText(.reason, atMost: AccountConfirmation.noteLimit)
            }
            let sealed = try vault.seal(bankAccount, for: payee)
            let since = ChangePresenter.horizon(at: desk.now)
            let (id, addressees) = try desk.asSystem {
                let payees = PayeeStore(desk.session)
                let ids = try payees.insert(
                    [sealed],
                    requestedBy: desk.actor.user,
                    calledBack: note,
                    at: desk.now
                )
                return (ids[0], try payees.addressees(of: payee, on: desk.now.date, since: since))
            }
            if note != nil { try desk.refuseCallToOwnChoice(of: payee, id) }
            try desk.record("payee.account_changed", id, detail: ["payee": payee.description])
            for one in addressees {
                try desk.mail(
                    OutboxEntry(
                        "account_changed",
                        to: one.email,
                        name: one.name,
                        about: id.description,
                        values: ["last_three": bankAccount.lastThree]
                    )
                )
            }
            return id
        }
    }
}

extension Desk {
    /// Refuses a call back by who changed, within ``ChangePresenter/formerDays``, where the payee is reached.
    func refuseCallToOwnChoice(of payee: Payee.ID, _ account: PayeeAccount.ID) throws {
        guard let user = try actor.user else { return }
        let since = ChangePresenter.horizon(at: now)
        let isOwn = try asSystem {
            try PayeeStore(session).contactChanged(by: user, of: payee, since: since)
        }
        guard !isOwn else { throw Refusal.ownAccountChange(account) }
    }
}

public import KodanDomain
import KodanStore

/// Something about a presenter is different: how they are reached, how far they travel, what they lecture on.
///
/// For coordinators; for presenters themselves, but for what the body decides: names, topics, qualifications, rank, and
/// the organizations to which they belong.
public struct ChangePresenter: Sendable {
    /// For how many days a mail address that was replaced is still told of what concerns the presenter's pay.
    static let formerDays = 180

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Changes what `change` says; the record keeps which fields were set, not their values.
    ///
    /// The next match goes by it; offers and lectures stand, but for offers of an organization to which the presenter
    /// comes to belong, which are taken back. A presenter's own new mail address counts once they have
    /// used the link that is mailed there (``ConfirmAddress``); the answer does not tell whether somebody else has it,
    /// and the present address, said again, ends the waiting. Another mail address or telephone number is told to the
    /// presenter where they are reached and where they were, since their pay is spoken of there. By what the presenter
    /// signs in stays the administrator's to change. A payee who is a person at the presenter's old address moves with
    /// them, so that the yearly record shows where they live.
    ///
    /// Throws ``Refusal``: `notFound` for a presenter who is not there or not the actor, `notPermitted` for what the
    /// body decides and outside of a coordinator's prefectures, `ownAffair` for what the body decides about whoever
    /// acts for it, `emailTaken` to a coordinator, `unknownCode` for a topic, qualification, rank, municipality or
    /// organization that is not there, `organizationMerged` for one that is part of another, and `signIn` with
    /// `tooMany` for a presenter who changes too often how they are reached.
    public func callAsFunction(
        _ id: Presenter.ID,
        _ change: PresenterChange,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .presenter)
            try desk.requireKept(id)
            let store = PresenterStore(desk.session)
            guard try store.lockStatus(id) != nil else { throw Refusal.notFound(id.description) }
            if try desk.actor.role == .presenter, !change.decided.isEmpty {
                throw Refusal.notPermitted(.presenter)
            }
            if !change.decided.isEmpty { try desk.refuseOwn(id, id) }
            try check(change, desk)
            guard !change.fields.isEmpty, let known = try store.contact(of: id) else { return }
            var change = change
            if change.email?.key == known.email.key {
                // What stands is wanted, and not what waits.
                try desk.asSystem { try NewEmailStore(desk.session).end(of: id) }
            } else if let email = change.email, try desk.actor.role == .presenter {
                try desk.askToConfirm(email, of: id, office)
                try desk.record("presenter.address_asked", id)
                change = change.withoutEmail
                guard !change.fields.isEmpty else { return }
            }
            let contact = [
                change.email.map { $0.key != known.email.key } == true ? "email" : nil,
                change.phone.map { $0.key != known.phone.key } == true ? "phone" : nil,
            ].compactMap { $0 }
            let isMoving = change.postalCode != nil || change.address != nil
            let atHome = isMoving ? try desk.payeeAtHome(of: id) : nil
            if contact.contains("email") {
                try desk.replaceEmail(of: id, by: change)
            } else {
                try store.update(id, by: change)
            }
            var detail = ["fields": change.fields.map(\.rawValue).joined(separator: " ")]
            if !contact.isEmpty { detail["contact"] = contact.joined(separator: " ") }
            try desk.record("presenter.changed", id, onBehalfOf: onBehalfOf, detail: detail)
            if let atHome { try desk.move(atHome, with: id, onBehalfOf: onBehalfOf) }
            if let organizations = change.organizations {
                try desk.setBelonging(of: id, to: organizations, onBehalfOf: onBehalfOf)
            }
            if !contact.isEmpty { try tell(id, desk) }
        }
    }

    /// Since when addresses that were replaced are still told of what concerns the presenter's pay.
    static func horizon(at now: Instant) -> Instant { now.adding(days: -formerDays) }

    /// Tells the presenter where they are reached and where they were; not more often than somebody moves.
    private func tell(_ id: Presenter.ID, _ desk: Desk) throws {
        if try desk.actor.role == .presenter {
            try desk.asSystem { try desk.take(.contact, AttemptKeys.account(id.description, office.vault)) }
        }
        try desk.tellContactChanged(id)
    }

    private func check(_ change: PresenterChange, _ desk: Desk) throws {
        if change.topics != nil || change.qualifications != nil || change.rank != nil {
            let known = try KnownCodes(desk.session)
            try known.check(topics: change.topics ?? [], qualifications: change.qualifications ?? [])
            if let rank = change.rank, !known.ranks.contains(rank.text) {
                throw Refusal.unknownCode(.rank, rank.text)
            }
        }
        if let municipality = change.municipality { try desk.requireSeat(in: municipality) }
    }
}

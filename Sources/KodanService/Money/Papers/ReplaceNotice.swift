public import KodanDomain
import KodanStore
import Postgres

/// Issues a corrected payment notice in place of one that the payee objected to.
///
/// The amounts are those of the closed month; the payee's name and registration number are those of today, so that they
/// can be put right first. Whoever is paid is told of the new notice by mail, as of the first. Money that was wrong is
/// put right by red and black entries and has its own notice. For an accountant. Refusals: `notFound`, `notice` unless
/// its payee objected, or if it was replaced before, `noTaxRate`; ``FileProblem`` for the folder.
public struct ReplaceNotice: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The notice that takes the place of `id`; its file lies in `folder`.
    public func callAsFunction(
        _ id: Notice.ID,
        to folder: String,
        by body: OfficeBody,
        as credential: Credential
    ) async throws -> NoticeSummary {
        let rules = office.rules
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            let notices = NoticeStore(desk.session)
            try notices.exclusively()
            guard let replaced = try notices.lock(id),
                let payment = try MonthLineStore(desk.session).payment(replaced.payment)
            else { throw Refusal.notFound(id.description) }
            guard replaced.replacedBy == nil else { throw Refusal.notice(.answered(id)) }
            guard replaced.objection != nil else { throw Refusal.notice(.notObjected(id)) }
            var run = try NoticeRun(desk: desk, rules: rules, body: body, folder: folder, placed: placed)
            let payee = try notices.presentPayee(of: replaced.payment)
            let keys = try desk.session.keys(of: .notice, count: 1, as: Notice.self)
            let heading = NoticeHeading(name: payee.name, number: payee.invoiceNumber)
            let draft = run.draft(keys[0], of: payment, heading, replacing: id)
            try run.make([(payment, draft)])
            try run.record(payment.first.payOn.yearMonth)
            try desk.record("payment_notice.replaced", id, detail: ["by": draft.id.description])
            return try notices.notice(draft.id) ?? draft
        }
    }
}

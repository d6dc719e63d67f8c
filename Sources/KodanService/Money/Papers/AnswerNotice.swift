public import KodanDomain
import KodanStore
import Postgres

/// The payee's answer to a payment notice: it is right, or what is wrong with it.
///
/// For presenters about their own, and for an accountant on behalf of a payee who phones or writes. A notice is
/// answered once. Refusals: `notFound`, `notice`.
public struct AnswerNotice: Sendable {
    /// The longest objection.
    public static let longestObjection = 2000

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Notes that `id` is right; of whom an accountant acts for without saying so, the payee's key is recorded.
    public func confirm(_ id: Notice.ID, onBehalfOf: String? = nil, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            let notice = try desk.openNotice(id)
            try desk.asSystem { try NoticeStore(desk.session).confirm(id, at: desk.now) }
            let payee = try onBehalfOf ?? desk.behalf(of: notice)
            try desk.record("payment_notice.confirmed", id, onBehalfOf: payee)
        }
    }

    /// Notes what is wrong with `id`, in at most ``longestObjection`` characters.
    ///
    /// Where silence counts as confirmation, presenters object until the deadline (`notice`); an
    /// accountant may note later objections too. `field` for a text that is empty, too long or holds controls.
    public func object(
        _ id: Notice.ID,
        _ text: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            let text = try refusingField { () throws(FieldRefused) in
                let text = try text.longText(.objection, atMost: AnswerNotice.longestObjection)
                guard !text.isEmpty else { throw FieldRefused(.objection, expected: .present) }
                return text
            }
            let notice = try desk.openNotice(id)
            let isLate = notice.state(on: desk.now.date) == .takenAsConfirmed
            if isLate, try desk.actor.role == .presenter {
                throw Refusal.notice(.deadlinePassed(id, notice.confirmBy))
            }
            try desk.asSystem { try NoticeStore(desk.session).object(id, text, at: desk.now) }
            let payee = try onBehalfOf ?? desk.behalf(of: notice)
            try desk.record("payment_notice.objected", id, onBehalfOf: payee)
        }
    }
}

extension Desk {
    /// The notice, locked, that the actor may answer and nobody has answered.
    fileprivate func openNotice(_ id: Notice.ID) throws -> NoticeSummary {
        try actor.require(.accountant, .presenter)
        let notices = NoticeStore(session)
        // What the actor may not see is not there for them.
        guard try notices.notice(id) != nil, let notice = try asSystem({ try notices.lock(id) }) else {
            throw Refusal.notFound(id.description)
        }
        guard notice.confirmedAt == nil, notice.objection == nil, notice.replacedBy == nil else {
            throw Refusal.notice(.answered(id))
        }
        return notice
    }

    /// For whom the actor answers; nil for their own notice.
    fileprivate func behalf(of notice: NoticeSummary) throws(PostgresError) -> String? {
        try actor.role == .presenter ? nil : notice.payee.description
    }
}

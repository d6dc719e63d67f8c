import KodanDomain
import KodanStore

extension Desk {
    /// Whom a mail can tell of these notices, by the payment that each tells of.
    ///
    /// Nobody stands there for a payment whose presenters cannot be reached by mail.
    func addressees(of notices: [NoticeSummary]) throws -> [Payment.ID: [NoticeAddressee]] {
        guard !notices.isEmpty else { return [:] }
        let payments = notices.map(\.payment)
        let found = try asSystem { try NoticeStore(session).addressees(of: payments) }
        return Dictionary(grouping: found, by: \.payment)
    }

    /// Puts the mails in the outbox that tell of these notices, one to each presenter whose lectures a notice pays for.
    ///
    /// They name no amounts: those stand on the page, behind the presenter's sign-in.
    func tell(_ addressees: [Payment.ID: [NoticeAddressee]], of notices: [NoticeSummary]) throws {
        try mail(
            each: notices.flatMap { notice in
                (addressees[notice.payment] ?? []).map { OutboxEntry(notice, to: $0) }
            }
        )
    }
}

extension OutboxEntry {
    fileprivate init(_ notice: NoticeSummary, to addressee: NoticeAddressee) {
        self.init(
            "notice_issued",
            to: addressee.email,
            name: addressee.name,
            about: notice.id.description,
            values: [
                "month": "\(addressee.month)", "last_day": "\(notice.confirmBy)",
                "confirmation": notice.confirmation.rawValue,
            ]
        )
        self.addressee = .presenter(addressee.presenter)
    }
}

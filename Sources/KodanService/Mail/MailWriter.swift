import KodanDomain
import KodanMail
import KodanStore
import KodanText

/// Makes a mail of what the outbox keeps and of what holds now.
struct MailWriter: Sendable {
    let templates: MailTemplates
    let sender: Mailbox
    let phone: String
    let publicAddress: String
    let vault: AccountVault

    /// The mail at `now`, with the date on which it was put in.
    ///
    /// Throws ``MailWordingProblem`` or ``MailRefused``.
    func mail(_ message: ClaimedMail, _ facts: PresentFacts, at now: Instant) throws -> Mail {
        let kind = MailKind(rawValue: message.kind)
        let news = MailNews(
            kind: message.kind,
            name: facts.recipientName,
            key: message.subject,
            values: values(of: message, facts)
        )
        let wording = try templates.wording(of: news, by: sender.name)
        let to = try Mailbox(name: facts.recipientName, address: facts.recipient)
        return try Mail(
            from: sender,
            to: to,
            subject: wording.subject,
            messageID: MessageID(message.messageID),
            date: message.queuedAt,
            body: wording.body,
            html: wording.html,
            calendar: kind?.calendarMethod.flatMap { calendar($0, facts, to, at: now) },
            unsubscribe: kind?.isDuty == false
                ? "\(publicAddress)/v1/unsubscriptions/\(vault.leaveToken(of: message.id))" : nil
        )
    }

    /// What was kept, overwritten by what holds now, and with the link that a mail holds: it was sealed until now,
    /// since it opens a door.
    private func values(of message: ClaimedMail, _ facts: PresentFacts) -> [String: String] {
        var values = message.values
        if let title = facts.title { values["title"] = title }
        if facts.title != nil {
            // Who lectures online is not sent to a venue that there may be.
            values["venue"] = facts.isOnline ? "" : facts.venueName ?? ""
            values["venue_address"] = facts.venueAddress ?? ""
        }
        // A venue that stays is the present one.
        if values["new_venue"] == "", values["new_online"] == nil {
            values["new_venue"] = values["venue"]
            values["new_venue_address"] = values["venue_address"]
        }
        // What no organization asked for is the body's own.
        values["host"] = facts.hostName ?? sender.name
        values["phone"] = phone
        if values["start"] != nil, let during = facts.during {
            values["start"] = "\(during.start)"
            values["end"] = "\(during.end)"
        }
        if values["deadline"] != nil, let deadline = facts.deadline { values["deadline"] = "\(deadline)" }
        if values["presenter"] != nil, let name = facts.presenterName { values["presenter"] = name }
        // What is the same to all of them is kept once.
        if let announcement = facts.announcement {
            values["subject"] = announcement.subject
            values["text"] = announcement.text
        }
        values["page"] = page(of: message, facts)
        values["entry"] = (facts.linkRound == nil ? PageEntry.signIn : .link).rawValue
        guard let sealed = values["sealed_link"], let secret = vault.openLink(sealed) else { return values }
        let page =
            switch message.kind {
            case "password_link": "password?link="
            case "application_link": "apply/confirmation?link="
            case "address_link": "address?link="
            case "offer_sent": "offers/\(message.subject)?link="
            case "material_link": "v1/downloads/"
            default: "sign-in?link="
            }
        values["link"] = "\(publicAddress)/\(page)\(secret)" + (values["next"].map { "&next=\($0)" } ?? "")
        return values
    }

    /// Where the recipient sees how the matter of a mail stands, and does what it asks: a host without signing in, but
    /// for those who act for an organization that stands by a presenter's own lecture.
    private func page(of message: ClaimedMail, _ facts: PresentFacts) -> String {
        if message.kind == MailKind.noticeIssued.rawValue {
            return "\(publicAddress)/paid/\(message.subject)"
        }
        if message.kind == MailKind.announcement.rawValue { return "\(publicAddress)/home" }
        guard let request = facts.requestID else { return publicAddress }
        let lecture = facts.assignmentID.map { "\(publicAddress)/lectures/\($0)" }
        if let round = facts.linkRound {
            let isOfLecture = MailKind(rawValue: message.kind)?.isOfLecture ?? false
            let page = (isOfLecture ? lecture : nil) ?? "\(publicAddress)/requests/\(request)"
            return "\(page)?link=\(vault.statusLink(of: request, round: round))"
        }
        return lecture ?? "\(publicAddress)/home"
    }

    private func calendar(
        _ method: CalendarMethod,
        _ facts: PresentFacts,
        _ to: Mailbox,
        at now: Instant
    ) -> MailCalendar? {
        guard let id = facts.assignmentID, let sequence = facts.sequence, let during = facts.during else {
            return nil
        }
        let venue = facts.isOnline ? [] : [facts.venueName, facts.venueAddress].compactMap { $0 }
        let event = CalendarEvent(
            id: id,
            sequence: sequence,
            during: during,
            title: facts.title ?? "",
            place: venue.joined(separator: " "),
            isCancelled: method == .cancel
        )
        return MailCalendar(method, event, to: to, from: sender, at: now)
    }
}

extension MailKind {
    /// Whether it asks a host for what is done on the lecture's page rather than on the request's, or tells of it.
    fileprivate var isOfLecture: Bool {
        [
            .reconfirmationAsked, .confirmationAsked, .changeProposed, .changeDeclined, .changeDropped,
            .lectureMoved,
        ].contains(self)
    }

    /// What a calendar does with the mail; nil for mails that fix or end no lecture.
    fileprivate var calendarMethod: CalendarMethod? {
        switch self {
        case .requestAssignedSelfHosted, .presenterFound, .assignmentBrief, .lectureMoved: .request
        case .requestCancelled, .presenterWithdrew, .assignmentReleased, .lectureCancelled: .cancel
        case .requestReceived, .requestReturned, .requestRejected, .requestApproved, .requestUnanswered,
            .requestLapses, .requestLapsed, .offerSent,
            .offerExtended, .offerSuperseded, .offerWithdrawn, .offerExpired, .reconfirmationAsked,
            .reportAsked,
            .confirmationAsked, .lectureNotHeld, .materialLink, .changeProposed, .changeDeclined,
            .changeDropped,
            .contactChanged, .accountChanged, .noticeIssued, .announcement, .tokenIssued, .signInChanged,
            .signInLink,
            .passwordLink,
            .applicationLink, .addressLink, .requestHandedOver:
            nil
        }
    }
}

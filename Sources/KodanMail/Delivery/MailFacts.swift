public import KodanDomain

/// What a mail tells of as it stands when the mail is about to be sent; nil where the mail is not about such a thing.
public struct MailFacts: Hashable, Sendable {
    /// The request.
    public var request: RequestState?
    /// The offer.
    public var offer: OfferState?
    /// The proposed change.
    public var change: ChangeState?
    /// Until when the offer or the change may be answered, a link serves, or a request waits.
    public var deadline: Instant?
    /// The assignment.
    public var assignment: AssignmentState?
    /// When the lecture is held.
    public var during: TimeRange?
    /// Whether a newer mail of the same kind about the same waits or was sent.
    public var isRepeated = false
    /// Whether the mail that asked for the offer was sent, or may still be.
    public var wasAsked = true
    /// Whether the link to a material in it was taken back.
    public var isLinkRevoked = false
    /// Whether the payment notice was answered or replaced.
    public var isNoticeAnswered = false
    /// Whether the recipient wants no courtesy mails.
    public var isUnsubscribed = false
    /// The presenter to whom it goes.
    public var presenter: PresenterStatus?

    /// About nothing.
    public init() {}
}

extension MailKind {
    /// Why the mail is not sent any more at `now`; nil if what it tells holds.
    ///
    /// A new kind does not compile until it is placed here. Facts that are not known, for mails of an older version,
    /// speak against nothing.
    public func overtaken(_ facts: MailFacts, at now: Instant) -> MailOvertaken? {
        if facts.isRepeated { return .newerMail }
        if !isDuty, facts.isUnsubscribed { return .unsubscribed }
        return switch self {
        case .requestReceived: facts.request(in: [.submitted, .screening])
        case .requestReturned: facts.request(in: [.returned])
        case .requestRejected: facts.request(in: [.rejected])
        case .requestApproved, .presenterWithdrew, .requestUnanswered:
            facts.request(in: [.approved, .matched, .unmatched, .offered])
        case .requestCancelled, .requestLapsed: facts.request(in: [.cancelled])
        case .requestLapses:
            facts.request(in: [.draft, .returned, .unmatched, .notHeld]) ?? facts.beforeDeadline(at: now)
        case .requestAssignedSelfHosted, .presenterFound, .assignmentBrief: facts.stands(at: now)
        case .reconfirmationAsked, .changeDropped, .lectureMoved: facts.stands(at: now)
        case .changeProposed: facts.change(in: .open, at: now)
        case .changeDeclined: facts.change(in: .declined, at: now)
        case .materialLink:
            facts.isLinkRevoked ? .linkRevoked : facts.ended ?? facts.beforeDeadline(at: now)
        case .reportAsked, .confirmationAsked: facts.unattested
        case .offerSent, .offerExtended: facts.offerOpen(at: now)
        case .offerSuperseded: facts.offerEnded(as: .superseded)
        case .offerWithdrawn: facts.offerEnded(as: .withdrawn)
        case .offerExpired: facts.offerEnded(as: .expired)
        case .assignmentReleased, .lectureCancelled: facts.released
        // A presenter learns it whatever becomes of the request afterwards.
        case .lectureNotHeld: facts.assignment == .noShow ? nil : facts.request(in: [.notHeld])
        case .signInLink, .passwordLink, .applicationLink, .addressLink: facts.beforeDeadline(at: now)
        case .requestHandedOver:
            facts.request(in: Set(RequestState.allCases).subtracting([.cancelled, .rejected, .closed]))
        case .noticeIssued: facts.isNoticeAnswered ? .noticeAnswered : nil
        case .announcement: facts.presenter.flatMap { $0 == .active ? nil : .presenterNotActive }
        case .contactChanged, .accountChanged, .tokenIssued, .signInChanged: nil
        }
    }

    /// Whether the mail is the body's duty: the recipient would miss something that they must do or know.
    ///
    /// The others are courtesy (``MailOvertaken/unsubscribed``): a receipt, whose matter also shows on the status page,
    /// and the note that an offer which nobody answered has ended.
    public var isDuty: Bool {
        switch self {
        case .requestReceived, .offerExpired: false
        case .requestReturned, .requestRejected, .requestApproved, .requestAssignedSelfHosted,
            .requestCancelled, .requestLapses, .requestLapsed,
            .requestUnanswered, .offerSent, .offerExtended, .offerSuperseded, .offerWithdrawn,
            .presenterFound,
            .presenterWithdrew, .assignmentBrief, .reconfirmationAsked, .reportAsked, .confirmationAsked,
            .assignmentReleased, .lectureCancelled, .lectureNotHeld, .changeProposed, .changeDeclined,
            .changeDropped, .lectureMoved, .contactChanged, .accountChanged, .tokenIssued, .materialLink,
            .noticeIssued, .announcement,
            .signInLink, .signInChanged,
            .passwordLink,
            .applicationLink, .addressLink,
            .requestHandedOver:
            true
        }
    }
}

extension MailFacts {
    fileprivate func request(in states: Set<RequestState>) -> MailOvertaken? {
        guard let request, !states.contains(request) else { return nil }
        return .requestMovedOn
    }

    /// The presenter is bound, and the lecture lies ahead.
    fileprivate func stands(at now: Instant) -> MailOvertaken? {
        if let ended { return ended }
        if let during, during.end <= now { return .lectureOver }
        return nil
    }

    /// The presenter is bound, whenever the lecture is or was.
    fileprivate var ended: MailOvertaken? {
        switch assignment {
        case .confirmed, .reconfirmed, .delivered, nil: nil
        case .cancelled, .noShow, .released: .assignmentEnded
        }
    }

    /// What was held, or is taken to have been, and waits for what both sides say of it.
    fileprivate var unattested: MailOvertaken? {
        switch assignment {
        case .confirmed, .reconfirmed, .delivered, nil: request(in: [.assigned, .held])
        case .cancelled, .noShow, .released: .assignmentEnded
        }
    }

    fileprivate var released: MailOvertaken? {
        switch assignment {
        case .confirmed, .reconfirmed, .delivered: .assignmentStands
        case .cancelled, .noShow, .released, nil: nil
        }
    }

    fileprivate func offerOpen(at now: Instant) -> MailOvertaken? {
        if let offer, offer != .sent { return .offerEnded }
        if let deadline, deadline <= now { return .deadlinePassed }
        return nil
    }

    /// The change waits for an answer, or for the office's decision, which may still be given.
    fileprivate func change(in state: ChangeState, at now: Instant) -> MailOvertaken? {
        if let change, change != state { return .changeEnded }
        if let deadline, deadline <= now { return .deadlinePassed }
        return nil
    }

    fileprivate func offerEnded(as state: OfferState) -> MailOvertaken? {
        if let offer, offer != state { return .offerEnded }
        return wasAsked ? nil : .neverAsked
    }

    /// The deadline has not come.
    fileprivate func beforeDeadline(at now: Instant) -> MailOvertaken? {
        guard let deadline, deadline <= now else { return nil }
        return .deadlinePassed
    }
}

/// Where a mail stands.
public enum MailState: String, Sendable, CaseIterable {
    /// Waits to be sent, or to be tried again (送信待ち).
    case queued
    /// Was handed over (送信済).
    case sent
    /// Was given up or came back, and waits for a person (不達).
    case dead
    /// Was not sent, for what it tells no longer holds (送信不要).
    case overtaken
}

/// Why a mail that waited was not sent.
public enum MailOvertaken: String, Sendable, CaseIterable {
    /// The request is no longer in the state that the mail tells of.
    case requestMovedOn = "request_moved_on"
    /// The offer was answered, ended or taken back.
    case offerEnded = "offer_ended"
    /// The proposed change was decided.
    case changeEnded = "change_ended"
    /// The deadline that it tells of has passed.
    case deadlinePassed = "deadline_passed"
    /// The presenter is no longer bound.
    case assignmentEnded = "assignment_ended"
    /// The presenter is bound: what it calls off stands.
    case assignmentStands = "assignment_stands"
    /// The lecture is over.
    case lectureOver = "lecture_over"
    /// A newer mail tells the same.
    case newerMail = "newer_mail"
    /// The offer that it ends was never told.
    case neverAsked = "never_asked"
    /// The recipient wants no mails of this kind.
    case unsubscribed
    /// The link in it was taken back.
    case linkRevoked = "link_revoked"
    /// The payment notice was answered, or another stands in its place.
    case noticeAnswered = "notice_answered"
    /// The presenter is not active any more, and gets no announcements.
    case presenterNotActive = "presenter_not_active"
}

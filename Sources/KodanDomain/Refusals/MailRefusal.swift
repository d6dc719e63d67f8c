/// Why nothing was done about a mail.
public enum MailRefusal: Sendable, Equatable {
    /// The mail's state does not allow this step.
    case state(OutboxMessage.ID, MailState)
    /// It is recorded already that the mail came back.
    case bouncedAlready(OutboxMessage.ID)
    /// The address was cleared already, or mails to it never came back for good.
    case bounceCleared(MailBounce.ID)
    /// What came in is no report of a mail that came back (RFC 3464).
    case noReport
    /// The report is about no mail of this office.
    case foreignReport
    /// An announcement would reach nobody.
    case nobodyReached

    /// A stable name.
    var code: String {
        switch self {
        case .state: "mail_state"
        case .bouncedAlready: "bounced_already"
        case .bounceCleared: "bounce_cleared"
        case .noReport: "no_bounce_report"
        case .foreignReport: "foreign_bounce_report"
        case .nobodyReached: "nobody_reached"
        }
    }
}

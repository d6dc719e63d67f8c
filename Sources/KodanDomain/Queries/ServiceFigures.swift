/// How the service's own work stands.
public struct ServiceFigures: Sendable, Equatable {
    /// Mails that wait to be sent.
    public let mailsQueued: Int
    /// Mails that were given up.
    public let mailsDead: Int
    /// For how long the oldest mail has been due, in microseconds; 0 if none is.
    public let mailLagMicroseconds: Int64
    /// Offers that wait to be sent or answered, within their deadline.
    public let offersOpen: Int
    /// Offers whose deadline has passed and that nobody has ended.
    public let offersLate: Int
    /// Payment months that are not closed.
    public let monthsOpen: Int

    /// What was counted.
    public init(
        mailsQueued: Int,
        mailsDead: Int,
        mailLagMicroseconds: Int64,
        offersOpen: Int,
        offersLate: Int,
        monthsOpen: Int
    ) {
        self.mailsQueued = mailsQueued
        self.mailsDead = mailsDead
        self.mailLagMicroseconds = mailLagMicroseconds
        self.offersOpen = offersOpen
        self.offersLate = offersLate
        self.monthsOpen = monthsOpen
    }
}

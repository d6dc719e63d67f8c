/// How the service's own work stands.
public struct ServiceFigures: Sendable, Equatable {
    /// Mails that wait to be sent.
    public let mailsQueued: Int
    /// Those of them that were tried in vain and wait for the next try.
    public let mailsPutOff: Int
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
    /// For how long the oldest event of the record behind the newest seal has waited, in microseconds; 0 if none does.
    public let sealLagMicroseconds: Int64

    /// What was counted.
    public init(
        mailsQueued: Int,
        mailsPutOff: Int,
        mailsDead: Int,
        mailLagMicroseconds: Int64,
        offersOpen: Int,
        offersLate: Int,
        monthsOpen: Int,
        sealLagMicroseconds: Int64
    ) {
        self.mailsQueued = mailsQueued
        self.mailsPutOff = mailsPutOff
        self.mailsDead = mailsDead
        self.mailLagMicroseconds = mailLagMicroseconds
        self.offersOpen = offersOpen
        self.offersLate = offersLate
        self.monthsOpen = monthsOpen
        self.sealLagMicroseconds = sealLagMicroseconds
    }
}

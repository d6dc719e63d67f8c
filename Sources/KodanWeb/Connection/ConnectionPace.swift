import NIOCore

/// How long one connection may take over each thing that its client does: a pure value, told what happens and when.
///
/// The framework closes a connection on which nothing complete arrives for its idle time, and the application
/// limits how long it waits for a body that it reads. What neither of them bounds is counted here: a header that
/// arrives byte by byte, a body that goes on after it was answered, and an answer that the client does not take.
struct ConnectionPace: Sendable, Equatable {
    /// How long each may take.
    struct Limits: Sendable, Equatable {
        /// From the first byte of a request to the end of its header.
        var header: TimeAmount
        /// From the answer to the end of a body that nobody reads.
        var lingering: TimeAmount
        /// With an answer waiting of which the client takes nothing.
        var stalled: TimeAmount
    }

    private let limits: Limits
    /// Requests whose header came and whose answer has not gone out.
    private var unanswered = 0
    private var isBodyArriving = false
    /// Whether bytes came since the end of the last request: the next one has begun.
    private var hasBegun = false
    private var headerSince: NIODeadline?
    private var lingeringSince: NIODeadline?
    private var stalledSince: NIODeadline?
    /// Since when the connection is to end behind its last answer, or the client last took much of that.
    private var leavingSince: NIODeadline?

    /// A new connection.
    init(_ limits: Limits) {
        self.limits = limits
    }

    /// Whether an answer of the connection's own would not fall into another one.
    var isBetweenAnswers: Bool { unanswered == 0 }

    /// Whether what comes next begins a request, and is no part of the body of the last one.
    var isBetweenRequests: Bool { !isBodyArriving }

    /// Bytes came.
    mutating func bytesArrived(at now: NIODeadline) {
        guard !isBodyArriving else { return }
        hasBegun = true
        if unanswered == 0, headerSince == nil { headerSince = now }
    }

    /// A header is complete.
    mutating func headerEnded() {
        hasBegun = false
        headerSince = nil
        isBodyArriving = true
        unanswered += 1
    }

    /// A request is complete.
    mutating func bodyEnded() {
        isBodyArriving = false
        lingeringSince = nil
    }

    /// An answer is complete.
    mutating func answered(at now: NIODeadline) {
        unanswered = max(0, unanswered - 1)
        guard unanswered == 0 else { return }
        if isBodyArriving { lingeringSince = now }
        if hasBegun { headerSince = now }
    }

    /// The client takes what is written, or stopped doing so.
    mutating func writabilityChanged(to isWritable: Bool, at now: NIODeadline) {
        stalledSince = isWritable ? nil : stalledSince ?? now
        if leavingSince != nil { leavingSince = now }
    }

    /// The connection ends once the client has taken its last answer: of the end of one, little enough to be written
    /// at once, nothing tells whether it is taken.
    mutating func leaves(at now: NIODeadline) {
        leavingSince = leavingSince ?? now
    }

    /// When the first of the limits is reached; nil while none runs.
    var deadline: NIODeadline? { due.map(\.at).min() }

    /// Which limit is reached by now; nil if none is.
    func overdue(at now: NIODeadline) -> Rejection? {
        due.filter { $0.at <= now }.min { $0.at < $1.at }?.why
    }

    private var due: [(at: NIODeadline, why: Rejection)] {
        var due: [(at: NIODeadline, why: Rejection)] = []
        if let headerSince { due.append((headerSince + limits.header, .slowHeader)) }
        if let lingeringSince { due.append((lingeringSince + limits.lingering, .lingeringBody)) }
        if let since = stalledSince ?? leavingSince { due.append((since + limits.stalled, .stalledAnswer)) }
        return due
    }
}

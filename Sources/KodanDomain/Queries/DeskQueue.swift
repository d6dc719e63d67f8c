/// A queue of what waits for somebody (要対応の列), in the order of the way from a request to its attestation.
public enum DeskQueue: String, Sendable, CaseIterable {
    /// Requests that wait for the coordinator's decision (審査待ち).
    case screening
    /// Requests for which no presenter was found yet (講師未定).
    case searching
    /// Requests whose offers wait to be sent (打診待ち).
    case toAsk = "to_ask"
    /// Offers whose deadline is less than a day away (打診の期限間近).
    case endingSoon = "ending_soon"
    /// As ``DeskKind/nobodyLeft``.
    case nobodyLeft = "nobody_left"
    /// As ``DeskKind/changeOpen``.
    case changeOpen = "change_open"
    /// As ``DeskKind/changeRefused``.
    case changeRefused = "change_refused"
    /// As ``DeskKind/hostBarred``.
    case hostBarred = "host_barred"
    /// As ``DeskKind/packLate``.
    case packLate = "pack_late"
    /// As ``DeskKind/reconfirmationMissing``.
    case reconfirmationMissing = "reconfirmation_missing"
    /// As ``DeskKind/reportMissing``.
    case reportMissing = "report_missing"
    /// As ``DeskKind/confirmationMissing``.
    case confirmationMissing = "confirmation_missing"
    /// As ``DeskKind/returnExpected``.
    case returnExpected = "return_expected"
    /// What stands out before money goes out (確認事項).
    case finding

    /// The kind of the desk's entries in this queue; nil where it holds something else.
    public var kind: DeskKind? { DeskKind(rawValue: rawValue) }
}

/// How much waits in a queue.
public struct DeskQueueTally: Hashable, Sendable {
    /// The queue.
    public let queue: DeskQueue
    /// How much waits.
    public let count: Int
    /// Since when the oldest of it waits; nil where nothing does.
    public let oldest: Instant?

    /// So much.
    public init(_ queue: DeskQueue, count: Int, oldest: Instant?) {
        self.queue = queue
        self.count = count
        self.oldest = oldest
    }
}

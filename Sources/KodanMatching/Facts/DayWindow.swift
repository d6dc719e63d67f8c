/// A part of a day in which a presenter can lecture, in minutes since midnight in Japan.
public struct DayWindow: Hashable, Sendable {
    /// The first minute, 0 to 1439.
    public let start: Int
    /// The minute after the last, up to 1440.
    public let end: Int

    /// From `start` until `end`; nil unless it lies in one day and the end is later.
    public init?(start: Int, end: Int) {
        guard start >= 0, start < end, end <= 1440 else { return nil }
        self.start = start
        self.end = end
    }

    /// The whole day.
    public static let wholeDay = DayWindow(trustedStart: 0, end: 1440)

    private init(trustedStart start: Int, end: Int) {
        self.start = start
        self.end = end
    }
}

extension [DayWindow] {
    /// Whether these windows together leave no gap from `start` until `end`, in any order and overlapping.
    func cover(from start: Int, until end: Int) -> Bool {
        var reached = start
        while reached < end {
            guard let further = first(where: { $0.start <= reached && reached < $0.end }) else {
                return false
            }
            reached = further.end
        }
        return true
    }
}

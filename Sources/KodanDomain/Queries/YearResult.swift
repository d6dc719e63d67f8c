/// What was held in some span or place, and what hosts say of it.
public struct HeldTally: Hashable, Sendable {
    /// Lectures that were held.
    public let lectures: Int
    /// People who came, as the presenters report, or the hosts where a presenter has not reported.
    public let attendance: Int
    /// How many hosts said how satisfied they are.
    public let answers: Int
    /// What they said, added up: each from 1 to 5.
    public let satisfaction: Int
    /// How many would ask again, of those who said so or not.
    public let wouldAskAgain: Int

    /// Nothing held.
    public static let nothing = HeldTally(
        lectures: 0,
        attendance: 0,
        answers: 0,
        satisfaction: 0,
        wouldAskAgain: 0
    )

    /// A tally of these.
    public init(lectures: Int, attendance: Int, answers: Int, satisfaction: Int, wouldAskAgain: Int) {
        self.lectures = lectures
        self.attendance = attendance
        self.answers = answers
        self.satisfaction = satisfaction
        self.wouldAskAgain = wouldAskAgain
    }

    /// How satisfied hosts are on the average, in tenths from 10 to 50, halves up; nil where nobody said.
    public var satisfactionTenths: Int? {
        answers > 0 ? (satisfaction * 20 + answers) / (2 * answers) : nil
    }
}

/// What a fiscal year brought (事業実績): months and prefectures.
public struct YearResult: Hashable, Sendable {
    /// What was held in a month.
    public struct Month: Hashable, Sendable {
        /// The month.
        public let month: YearMonth
        /// What was held.
        public let held: HeldTally

        /// A month with what was held.
        public init(_ month: YearMonth, _ held: HeldTally) {
            self.month = month
            self.held = held
        }
    }

    /// What was held in a prefecture.
    public struct Prefecture: Hashable, Sendable {
        /// The prefecture.
        public let code: PrefectureCode
        /// Its name.
        public let name: String
        /// What was held.
        public let held: HeldTally

        /// A prefecture with what was held.
        public init(_ code: PrefectureCode, _ name: String, _ held: HeldTally) {
            self.code = code
            self.name = name
            self.held = held
        }
    }

    /// All twelve months, from April on.
    public let months: [Month]
    /// All prefectures, by code.
    public let prefectures: [Prefecture]

    /// These months and prefectures.
    public init(months: [Month], prefectures: [Prefecture]) {
        self.months = months
        self.prefectures = prefectures
    }
}

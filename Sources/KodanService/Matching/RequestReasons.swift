public import KodanDomain

/// Why the best plan of now gives a request to whom it does, and what else could be done, in words.
public struct RequestReasons: Sendable, Equatable {
    /// Whether the request has a part in the plan.
    public enum Standing: Sendable, Equatable {
        /// It has.
        case planned
        /// All of its wished times have passed.
        case tooLate
        /// A coordinator holds it back, so no plan considers it.
        case onHold
    }

    /// A presenter whom the plan does not choose, and what choosing them would do to the whole plan.
    public struct Other: Sendable, Equatable {
        /// Who.
        public let presenter: Presenter.ID
        /// Their name.
        public let name: String
        /// When they would come.
        public let during: TimeRange
        /// Whether it would be online.
        public let isOnline: Bool
        /// What it would do: a sentence that names them.
        public let change: String
    }

    /// How many presenters a rule keeps away.
    public struct Refusal: Sendable, Equatable {
        /// The rule: a sentence.
        public let rule: String
        /// How many presenters it keeps away, each counted once, under the rule of the nearest miss.
        public let presenters: Int
    }

    /// What the rules say of one presenter whom somebody asked about.
    public struct Judged: Sendable, Equatable {
        /// Who.
        public let presenter: Presenter.ID
        /// Their name.
        public let name: String
        /// For each wished time that is ahead, what speaks against it: sentences, none where they could come.
        public let slots: [Slot]

        /// A wished time.
        public struct Slot: Sendable, Equatable {
            /// When.
            public let during: TimeRange
            /// What speaks against it.
            public let objections: [String]
            /// Whether one of the objections is a rule that nobody sets aside.
            public let isHard: Bool
        }
    }

    /// What the request is called.
    public let title: String
    /// Whether it has a part in the plan.
    public let standing: Standing
    /// Why it is as it is, what matters most first.
    public var sentences: [String] = []
    /// Whom the plan chooses.
    public var chosen: Presenter.ID?
    /// The next best presenters, the cheapest first; at most three.
    public var others: [Other] = []
    /// How many presenters could come at all.
    public var eligible = 0
    /// Why all others cannot, the rule that keeps most away first.
    public var refusals: [Refusal] = []
    /// The one who was asked about; nil if nobody was, or no such presenter is registered.
    public var judged: Judged?
}

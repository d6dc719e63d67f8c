/// The way of money from a request to the bank's answer, for whoever asks where a yen comes from.
public struct PaymentWalk: Sendable, Equatable {
    /// What was asked for, `pmt-12` or `hon-12`.
    public let subject: String
    /// The lectures that are paid for, each from its request to its honoraria.
    public let lectures: [WalkPart]
    /// The payments, each from its tax to the bank's answer and the notice.
    public let payments: [WalkPart]

    /// A walk.
    public init(subject: String, lectures: [WalkPart], payments: [WalkPart]) {
        self.subject = subject
        self.lectures = lectures
        self.payments = payments
    }
}

/// The steps that belong to one lecture or one payment, in the order of the chain.
public struct WalkPart: Sendable, Equatable {
    /// The key of the assignment or of the payment.
    public let key: String
    /// The steps.
    public let steps: [WalkStep]

    /// A part.
    public init(key: String, steps: [WalkStep]) {
        self.key = key
        self.steps = steps
    }
}

/// One thing on the way: a row, with who made it and when, and what the record tells of it.
public struct WalkStep: Sendable, Equatable {
    /// What it is.
    public let kind: WalkStepKind
    /// Its key, such as `ofr-7`.
    public let key: String
    /// When it came about; nil where the row does not say.
    public let when: WalkMoment?
    /// By whom; nil where the row does not say.
    public let actor: WalkActor?
    /// What the row says, in a fixed order.
    public let facts: [WalkFact]
    /// What the record says of it, oldest first.
    public let events: [WalkEvent]

    /// A step.
    public init(
        _ kind: WalkStepKind,
        key: String,
        when: WalkMoment?,
        actor: WalkActor? = nil,
        facts: [WalkFact],
        events: [WalkEvent] = []
    ) {
        self.kind = kind
        self.key = key
        self.when = when
        self.actor = actor
        self.facts = facts
        self.events = events
    }

    /// The same step with what the record says of it.
    public func telling(_ events: [WalkEvent]) -> WalkStep {
        WalkStep(kind, key: key, when: when, actor: actor, facts: facts, events: events)
    }
}

/// The things on the way, in the order of the chain.
public enum WalkStepKind: String, Sendable, CaseIterable {
    /// 申込.
    case request
    /// 打診.
    case offer
    /// 派遣決定.
    case assignment
    /// 資料提供.
    case delivery
    /// 実施報告.
    case report
    /// 開催確認.
    case confirmation
    /// 証憑.
    case evidence
    /// A fee that is declined, or agreed as a net amount.
    case agreement
    /// Consumption tax that the payee's document shows apart.
    case separateTax = "separate_tax"
    /// 旅費.
    case travel
    /// 確認事項: what stood out before money went out.
    case finding
    /// 謝金, also red and black.
    case honorarium
    /// 支払.
    case payment
    /// One honorarium in a payment.
    case line
    /// One band of the tax.
    case taxBand = "tax_band"
    /// 締め.
    case month
    /// 振込.
    case transfer
    /// 支払通知書.
    case notice
}

/// When a step came about.
public enum WalkMoment: Sendable, Equatable {
    /// To the minute.
    case moment(Instant)
    /// A day.
    case day(LocalDate)
}

/// Who did something.
public struct WalkActor: Sendable, Equatable {
    /// The person; nil for the service itself.
    public let user: User.ID?
    /// The name by which colleagues know them; empty for the service itself.
    public let name: String
    /// Whether they acted for somebody who phoned or wrote.
    public let onBehalf: Bool

    /// Somebody.
    public init(user: User.ID?, name: String, onBehalf: Bool = false) {
        self.user = user
        self.name = name
        self.onBehalf = onBehalf
    }
}

/// One line of the record.
public struct WalkEvent: Sendable, Equatable {
    /// What happened, `request.approved`.
    public let action: String
    /// When.
    public let at: Instant
    /// Who.
    public let actor: WalkActor
    /// As what they acted.
    public let role: Role
    /// For whom they acted, `org-3`.
    public let onBehalfOf: String?
    /// Why, where somebody said so.
    public let reason: String?

    /// An event.
    public init(
        action: String,
        at: Instant,
        actor: WalkActor,
        role: Role,
        onBehalfOf: String?,
        reason: String?
    ) {
        self.action = action
        self.at = at
        self.actor = actor
        self.role = role
        self.onBehalfOf = onBehalfOf
        self.reason = reason
    }
}

/// One thing that a row says.
public struct WalkFact: Sendable, Equatable {
    /// What it is about.
    public let name: WalkFactName
    /// What it says.
    public let value: WalkValue

    /// A fact.
    public init(_ name: WalkFactName, _ value: WalkValue) {
        self.name = name
        self.value = value
    }
}

/// What a fact says.
public enum WalkValue: Sendable, Equatable {
    /// Words that somebody wrote.
    case text(String)
    /// The key of another thing.
    case key(String)
    /// A word of the tables, such as a state; what it means depends on the step.
    case code(String)
    /// Money.
    case yen(Yen)
    /// A time in minutes.
    case minutes(Int)
    /// A number of things.
    case count(Int)
    /// A rate in basis points: 1021 is 10.21 %.
    case basisPoints(Int)
    /// Thousandths of the income tax.
    case permille(Int)
    /// A day.
    case day(LocalDate)
    /// A moment.
    case moment(Instant)
    /// From when to when.
    case span(TimeRange)
    /// A SHA-256.
    case digest([UInt8])
    /// Whether it is so.
    case flag(Bool)
}

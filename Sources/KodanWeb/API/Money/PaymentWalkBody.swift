public import KodanDomain
import KodanService

/// A walk from a request to a payment as JSON: amounts are whole yen, moments RFC 3339, digests hexadecimal, codes the
/// tables' own.
public struct PaymentWalkBody: Encodable {
    static let schema = Schema.named(
        "PaymentWalk",
        .body([
            .required("subject", .text("pmt-12"), "What was asked for."),
            .required("lectures", .list(part, atMost: nil), "Each from its request to its honoraria."),
            .required("payments", .list(part, atMost: nil), "Each from its tax to the bank's answer."),
        ])
    )
    private static let part = Schema.named(
        "WalkPart",
        .body([.required("key", .text("asg-7")), .required("steps", .list(step, atMost: nil))])
    )
    private static let step = Schema.named(
        "WalkStep",
        .body([
            .required("step", .choice(WalkStepKind.self)), .required("key", .text("req-12")),
            .optional("at", .text("2026-12-05"), "A day or a moment."), .optional("by", person),
            .required("facts", .body(WalkFactName.allCases.map { .optional($0.rawValue, fact) })),
            .required("events", .list(event, atMost: nil), "What the record tells of it."),
        ])
    )
    private static let fact = Schema.named(
        "WalkFact",
        .either([.text("standard"), .yen, .flag, .list(.instant, atMost: 2)])
    )
    private static let person = Schema.named(
        "WalkPerson",
        .body([
            .optional("user", .key(User.self), "Absent for the service itself."),
            .required("name", .text(Example.personName)), .required("on_behalf", .flag),
        ])
    )
    private static let event = Schema.named(
        "WalkEvent",
        .body([
            .required("action", .text("request.approved")), .required("at", .instant),
            .required("by", person),
            .required("role", .choice(Role.self)), .optional("on_behalf_of", .text("org-3")),
            .optional("reason", .text(Example.reason)),
        ])
    )

    struct Part: Encodable {
        let key: String
        let steps: [Step]
    }

    struct Step: Encodable {
        let step: String
        let key: String
        let at: String?
        let by: Person?
        let facts: Facts
        let events: [Event]
    }

    struct Person: Encodable {
        let user: String?
        let name: String
        let onBehalf: Bool
    }

    struct Event: Encodable {
        let action: String
        let at: String
        let by: Person
        let role: String
        let onBehalfOf: String?
        let reason: String?
    }

    /// What a row says, by name, in its order; of a name that stands twice the first.
    struct Facts: Encodable {
        private let facts: [(name: WalkFactName, value: Value)]

        init(_ facts: [(WalkFactName, Value)]) {
            var seen: Set<WalkFactName> = []
            self.facts = facts.filter { seen.insert($0.0).inserted }.map { (name: $0.0, value: $0.1) }
        }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Name.self)
            for fact in facts {
                try members.encode(fact.value, forKey: Name(stringValue: fact.name.rawValue))
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    enum Value: Encodable {
        case number(Int64)
        case text(String)
        case flag(Bool)
        case span([String])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            case .flag(let flag): try container.encode(flag)
            case .span(let ends): try container.encode(ends)
            }
        }
    }

    private let subject: String
    private let lectures: [Part]
    private let payments: [Part]

    /// The walk.
    public init(_ walk: PaymentWalk) {
        subject = walk.subject
        lectures = walk.lectures.map(PaymentWalkBody.part)
        payments = walk.payments.map(PaymentWalkBody.part)
    }

    /// One line, keys in snake case and in alphabetical order.
    public var line: String {
        get throws { try sortedLine() }
    }

    private static func part(_ part: WalkPart) -> Part {
        Part(key: part.key, steps: part.steps.map(step))
    }

    private static func step(_ step: WalkStep) -> Step {
        Step(
            step: step.kind.rawValue,
            key: step.key,
            at: step.when.map(moment),
            by: step.actor.map(person),
            facts: Facts(step.facts.map { ($0.name, value($0.value)) }),
            events: step.events.map { event in
                Event(
                    action: event.action,
                    at: event.at.description,
                    by: person(event.actor),
                    role: event.role.rawValue,
                    onBehalfOf: event.onBehalfOf,
                    reason: event.reason
                )
            }
        )
    }

    private static func person(_ actor: WalkActor) -> Person {
        Person(user: actor.user?.description, name: actor.name, onBehalf: actor.onBehalf)
    }

    private static func moment(_ when: WalkMoment) -> String {
        switch when {
        case .moment(let moment): moment.description
        case .day(let day): day.description
        }
    }

    private static func value(_ value: WalkValue) -> Value {
        switch value {
        case .text(let text), .key(let text), .code(let text): .text(text)
        case .yen(let yen): .number(yen.amount)
        case .minutes(let number), .count(let number), .basisPoints(let number), .permille(let number):
            .number(Int64(number))
        case .day(let day): .text(day.description)
        case .moment(let moment): .text(moment.description)
        case .span(let span): .span([span.start.description, span.end.description])
        case .digest(let bytes): .text(bytes.hexadecimal)
        case .flag(let flag): .flag(flag)
        }
    }
}

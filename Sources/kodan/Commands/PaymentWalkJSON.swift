import Foundation
import KodanDomain
import KodanService

/// A walk as one line of JSON: amounts are whole yen, moments RFC 3339, digests hexadecimal, codes the tables' own.
struct PaymentWalkJSON: Encodable {
    struct Part: Encodable {
        let key: String
        let steps: [Step]
    }

    struct Step: Encodable {
        let step: String
        let key: String
        let at: String?
        let by: Person?
        let facts: [String: Value]
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

    let subject: String
    let lectures: [Part]
    let payments: [Part]

    init(_ walk: PaymentWalk) {
        subject = walk.subject
        lectures = walk.lectures.map(PaymentWalkJSON.part)
        payments = walk.payments.map(PaymentWalkJSON.part)
    }

    /// Keys in snake case and in alphabetical order.
    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
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
            facts: Dictionary(
                step.facts.map { ($0.name.rawValue, value($0.value)) },
                uniquingKeysWith: { first, _ in first }
            ),
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
        case .digest(let bytes): .text(bytes.map { String(format: "%02x", $0) }.joined())
        case .flag(let flag): .flag(flag)
        }
    }
}

import KodanDomain
import KodanMatching

/// The matcher counts topics by number, in the order of their codes.
struct TopicNumbers: Sendable, Equatable {
    private let numbers: [TopicCode: TopicKey]

    init(_ topics: some Sequence<TopicCode>) {
        numbers = Dictionary(uniqueKeysWithValues: zip(Set(topics).sorted(), 1...))
    }

    subscript(topic: TopicCode) -> TopicKey { numbers[topic] ?? 0 }

    /// The topics by number.
    var codes: [TopicKey: TopicCode] { Dictionary(uniqueKeysWithValues: numbers.map { ($1, $0) }) }

    /// The numbers of these topics and of `others`.
    func with(_ others: some Sequence<TopicCode>) -> TopicNumbers {
        let new = others.filter { numbers[$0] == nil }
        return new.isEmpty ? self : TopicNumbers(Array(numbers.keys) + new)
    }
}

import KodanDomain

/// A person's name as written and as read.
struct DemoName: Hashable, Sendable {
    let name: PersonName
    let kana: KanaName
}

/// Invented names: every family name with every given name, each pair once.
struct DemoNames {
    private let families: [WrittenName]
    private let given: [WrittenName]
    private var order: [Int]

    /// Reads the names in `folder`, `Config`, and puts the pairs in an order that `dice` decides.
    init(folder: String, _ dice: inout Dice) throws {
        families = try table(folder + "/demo/family_names.csv", of: WrittenName.self)
        given = try table(folder + "/demo/given_names.csv", of: WrittenName.self)
        order = dice.shuffle(Array(0..<(families.count * given.count)))
    }

    /// A name that was not given out before.
    ///
    /// Throws ``DemoProblem/namesMissing(needed:)`` when all are.
    mutating func next() throws -> DemoName {
        guard let pair = order.popLast() else {
            throw DemoProblem.namesMissing(needed: families.count * given.count + 1)
        }
        let family = families[pair / given.count]
        let given = given[pair % given.count]
        return DemoName(
            name: try PersonName(family: family.written, given: given.written),
            kana: try KanaName(family: family.kana, given: given.kana)
        )
    }
}

public import KodanDomain

/// A part of a list by keys.
public struct Page<Item: Sendable & Equatable, Of: Keyed>: Sendable, Equatable {
    /// What the part holds.
    public let items: [Item]
    /// The last key of this part, behind which the next begins; nil if this is the last.
    public let next: ID<Of>?

    /// The part that `rows` make when one more was asked for than `limit`: that one tells whether there is more.
    init(_ rows: [Item], limit: Int, key: (Item) -> ID<Of>) {
        items = Array(rows.prefix(limit))
        next = rows.count > limit ? items.last.map(key) : nil
    }
}

/// How much of a list is wanted.
public struct PageLimit: Sendable, Equatable {
    /// How many entries a page has when nobody says.
    public static let standard = PageLimit(uncheckedCount: 50)
    /// As many entries as may be asked for.
    public static let most = PageLimit(uncheckedCount: bounds.upperBound)
    /// How many entries may be asked for.
    public static let bounds = 1...500

    /// At most so many entries.
    public let count: Int

    /// Nil outside ``bounds``.
    public init?(_ count: Int) {
        guard PageLimit.bounds.contains(count) else { return nil }
        self.count = count
    }

    private init(uncheckedCount count: Int) {
        self.count = count
    }

    /// One more, which tells whether there is a next page.
    var andOneMore: Int { count + 1 }
}

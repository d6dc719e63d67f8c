/// Two fee rates for the same rank and programme share a day.
public struct FeeTableRefusal: Error, Equatable {
    /// The rank of both.
    public let rankCode: String
    /// The programme of both; nil if they are general.
    public let programmeCode: String?
    /// The first day they share.
    public let date: LocalDate
}

/// All fee rates, by rank, programme and lecture date.
public struct FeeTable: Sendable {
    private struct Key: Hashable {
        let rank: String
        let programme: String?
    }

    private let tables: [Key: DatedTable<FeeRate>]

    /// Makes the table; refuses two rates of one rank and programme on the same day.
    ///
    /// Gaps are allowed, for a body may drop a rank for a while; a lecture in a gap has no fee and is refused.
    public init(rates: [FeeRate]) throws(FeeTableRefusal) {
        var tables: [Key: DatedTable<FeeRate>] = [:]
        let groups = Dictionary(grouping: rates) { Key(rank: $0.rankCode, programme: $0.programmeCode) }
        for (key, rates) in groups {
            do {
                tables[key] = try DatedTable(rates, allowsGaps: true)
            } catch {
                switch error {
                case .overlap(let date), .gap(let date):
                    throw FeeTableRefusal(rankCode: key.rank, programmeCode: key.programme, date: date)
                }
            }
        }
        self.tables = tables
    }

    /// The rate with this key; nil if there is none.
    public func rate(id: Int64) -> FeeRate? {
        tables.values.lazy.flatMap(\.rows).first { $0.id == id }
    }

    /// The rate on a lecture date: the programme's own, or else the general one of the rank.
    public func rate(
        rank: String,
        programme: String?,
        on date: LocalDate
    ) throws(FeeRefusal) -> FeeRate {
        if let programme, let own = try? tables[Key(rank: rank, programme: programme)]?.row(on: date) {
            return own
        }
        if let general = try? tables[Key(rank: rank, programme: nil)]?.row(on: date) { return general }
        throw .noRate(rank: rank, programme: programme, on: date)
    }
}

import KodanDomain
import KodanTestSupport
import Postgres

/// Taxes and sums as they should be: computed anew, by the rules on paper, from who is owed what, which payment holds
/// it, and where its payee lives.
struct RandomBooks {
    /// An honorarium as it was written; a red one's amounts are below zero.
    struct Entry {
        let id: Int64
        let assignment: Int64
        let corrects: Int64
        let isRed: Bool
        let fee: Int64
        let travel: Int64
        let lectureOn: LocalDate
        var gross: Int64 { fee + travel }
    }

    /// A payment of a closed month.
    struct Sent {
        let id: Int64
        let payee: Int64
        let payOn: LocalDate
        let paidOn: LocalDate?
        let lines: [Entry]
        /// The tax of each line, a red one's below zero.
        let taxes: [Int64]
        /// What the product says: gross, base and tax, then the share of each line.
        let stored: [Int64]

        var gross: Int64 { lines.reduce(0) { $0 + $1.gross } }
        var tax: Int64 { taxes.reduce(0, +) }
        var net: Int64 { gross - tax }
    }

    /// The payments of closed months, in order of payee and key.
    let payments: [Sent]
    private let abroad: [Int64: (from: LocalDate, points: Int64)]

    /// The books as they stand; `abroad` are the payees who live there from a day on, with the points of their tax.
    init(_ cast: Cast, abroad: [Int64: (from: LocalDate, points: Int64)]) async throws {
        self.abroad = abroad
        let entries = try await RandomBooks.entries(cast)
        let held = try await RandomBooks.held(cast)
        let rows = try await cast.texts(
            """
            SELECT concat_ws(' ', id, payee_id, pay_on, coalesce(paid_on::text, '-'), gross, base, tax)
              FROM payment
             WHERE state IN ('closed', 'exported', 'paid')
             ORDER BY payee_id, id
            """
        ).map { $0.split(separator: " ").map(String.init) }
        var shares: [Int64: Int64] = [:]
        for row in rows {
            let owed = (held[Int64(row[0]) ?? 0] ?? []).compactMap { entries[$0.entry] }.filter { !$0.isRed }
            let points = RandomBooks.points(abroad, Int64(row[1]) ?? 0, day(row[2]))
            for (entry, share) in zip(owed, RandomBooks.taxes(on: owed.map(\.gross), points: points)) {
                shares[entry.id] = share
            }
        }
        payments = rows.map { row in
            let lines = held[Int64(row[0]) ?? 0] ?? []
            let known = lines.compactMap { entries[$0.entry] }
            return Sent(
                id: Int64(row[0]) ?? 0,
                payee: Int64(row[1]) ?? 0,
                payOn: day(row[2]),
                paidOn: row[3] == "-" ? nil : day(row[3]),
                lines: known,
                // What had been withheld from what is taken back.
                taxes: known.map { $0.isRed ? -(shares[$0.corrects] ?? 0) : shares[$0.id] ?? 0 },
                stored: row[4...].compactMap { Int64($0) } + lines.map { $0.share }
            )
        }
    }

    private static func entries(_ cast: Cast) async throws -> [Int64: Entry] {
        let rows = try await cast.texts(
            """
            SELECT concat_ws(' ', id, assignment_id, coalesce(corrects_id, 0), (entry = 'red')::integer, fee,
                             travel_to_presenter, lecture_on)
              FROM honorarium
             ORDER BY id
            """
        )
        var entries: [Int64: Entry] = [:]
        for row in rows {
            let parts = row.split(separator: " ").map(String.init)
            let figures = parts.compactMap { Int64($0) }
            entries[figures[0]] = Entry(
                id: figures[0],
                assignment: figures[1],
                corrects: figures[2],
                isRed: figures[3] == 1,
                fee: figures[4],
                travel: figures[5],
                lectureOn: day(parts[6])
            )
        }
        return entries
    }

    /// What each payment holds, smaller keys first, with the share that the product gave it.
    private static func held(_ cast: Cast) async throws -> [Int64: [(entry: Int64, share: Int64)]] {
        let rows = try await cast.texts(
            """
            SELECT concat_ws(' ', payment_id, honorarium_id, tax_share)
              FROM payment_line
             WHERE released_at IS NULL
             ORDER BY payment_id, honorarium_id
            """
        ).map { $0.split(separator: " ").compactMap { Int64($0) } }
        return Dictionary(grouping: rows, by: { $0[0] }).mapValues { lines in
            lines.map { (entry: $0[1], share: $0[2]) }
        }
    }

    private static func points(
        _ abroad: [Int64: (from: LocalDate, points: Int64)],
        _ payee: Int64,
        _ payOn: LocalDate
    ) -> Int64? {
        guard let lives = abroad[payee], lives.from <= payOn else { return nil }
        return lives.points
    }

    /// The tax on the sum, dropped to whole yen once, shared out by the largest remainder.
    private static func taxes(on amounts: [Int64], points: Int64?) -> [Int64] {
        let sum = amounts.reduce(0, +)
        guard sum > 0 else { return amounts.map { _ in 0 } }
        let resident = (min(sum, 1_000_000) * 1_021 + max(sum - 1_000_000, 0) * 2_042) / 10_000
        let tax = points.map { sum * $0 / 10_000 } ?? resident
        var shares = amounts.map { tax * $0 / sum }
        let order = amounts.indices.sorted { one, other in
            let (first, second) = (tax * amounts[one] % sum, tax * amounts[other] % sum)
            return first == second ? one < other : first > second
        }
        for index in order.prefix(Int(tax - shares.reduce(0, +))) { shares[index] += 1 }
        return shares
    }

    /// Whether a payment's payee was taxed as living abroad.
    func isAbroad(_ payment: Sent) -> Bool {
        RandomBooks.points(abroad, payment.payee, payment.payOn) != nil
    }

    /// The payment that holds an entry.
    func payment(of entry: Int64) -> Sent? { payments.first { $0.lines.contains { $0.id == entry } } }

    /// What the product says otherwise of a payment.
    var wrong: [String] {
        payments.compactMap { sent in
            let right = [sent.gross, sent.gross, sent.tax] + sent.taxes
            return right == sent.stored ? nil : "pmt-\(sent.id) is \(sent.stored) and not \(right)"
        }
    }

    /// The payments of a month.
    func payments(in month: YearMonth) -> [Sent] { payments.filter { $0.payOn.yearMonth == month } }
}

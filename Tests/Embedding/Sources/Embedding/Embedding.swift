import KodanDomain
import KodanExport
import KodanMatching

/// Registers two presenters, matches a request to the nearer one, and exports its honorarium to a bank file:
/// without a database, as a guest of the library.
@main
struct Embedding {
    static func main() throws {
        let plan = cheapestPlan(
            for: try MatchingProblem(
                presenters: try [presenter(1, 35_681_000, 139_767_000), presenter(2, 34_702_000, 135_496_000)],
                requests: [try request()],
                eligibility: Eligibility()
            )
        )
        guard let match = plan.assignments.first, match.option.presenter == 2, plan.totalCost == match.cost else {
            throw Surprise(what: "the plan should send presenter 2")
        }
        let withholding = try withholding(on: Yen(30_000))
        guard withholding.tax == Yen(3_063) else { throw Surprise(what: "10.21 % of 30,000 yen is 3,063 yen") }
        let bytes = try bankFile(paying: Yen(30_000) - withholding.tax)
        let file = try ZenginFile(bytes)
        guard file.total == Yen(26_937) else { throw Surprise(what: "the file should pay 26,937 yen") }
        print("presenter \(match.option.presenter) in \(match.option.terms.travel) minutes, \(file.total.grouped) yen")
    }

    static func presenter(_ id: Int64, _ latitude: Int32, _ longitude: Int32) throws -> PresenterFacts {
        guard let base = GeoPoint(latitude: latitude, longitude: longitude) else { throw Surprise(what: "a point") }
        var facts = PresenterFacts(id: id, base: base, reachMinutes: 90, monthlyCap: 2, yearlyCap: 12)
        facts.qualifiedProgrammes = [1]
        facts.topics = [1: 2]
        for weekday in Weekday.allCases { facts.availability[weekday] = [.wholeDay] }
        return facts
    }

    static func request() throws -> RequestFacts {
        guard
            let venue = GeoPoint(latitude: 34_690_000, longitude: 135_195_000),
            let day = LocalDate("2026-12-05"), let two = TimeOfDay("14:00"),
            let slot = TimeRange(start: Instant(day, two), minutes: 120)
        else { throw Surprise(what: "a slot") }
        return RequestFacts(
            id: 1,
            programme: 1,
            topic: 1,
            organization: 1,
            prefecture: 28,
            venue: venue,
            slots: [slot]
        )
    }

    static func withholding(on base: Yen) throws -> Withholding {
        guard let first = LocalDate("2013-01-01"), let last = LocalDate("2026-12-31"),
            let validity = DateRange(first: first, last: last), let day = LocalDate("2026-12-25")
        else { throw Surprise(what: "dates") }
        let rates = try [(Yen.zero, Yen?(Yen(1_000_000)), Int64(1000)), (Yen(1_000_000), nil, 2000)].map { from, to, rate in
            try WithholdingRate(
                id: nil,
                validity: validity,
                payeeClass: .residentIndividual,
                bandFrom: from,
                bandTo: to,
                rateBasisPoints: rate * 1021 / 1000,
                incomeTaxBasisPoints: rate,
                reconstructionPermille: 21,
                defencePermille: 0
            )
        }
        return try WithholdingTable(rates: rates).withholding(on: base, from: .residentIndividual, on: day)
    }

    static func bankFile(paying amount: Yen) throws -> [UInt8] {
        let account = try BankAccount(
            bankCode: "9998",
            branchCode: "001",
            depositType: .ordinary,
            number: "1234567",
            holder: "ミホン タロウ",
            bankName: "ミホン",
            branchName: "ホンテン"
        )
        guard let profile = BankProfile(), let christmas = LocalDate("2026-12-25") else { throw Surprise(what: "a day") }
        let holidays = try Holidays([], years: [2026])
        var writer = try ZenginWriter(
            profile: profile,
            originator: try ZenginOriginator(code: "1", name: "ミホン", account: account),
            valueDate: christmas,
            calendar: .bank(holidays)
        )
        var bytes = writer.header()
        bytes += try writer.record(try ZenginTransfer(to: account, amount: amount))
        bytes += try writer.trailer()
        bytes += writer.end()
        return bytes
    }
}

/// What the library should not have done.
struct Surprise: Error {
    let what: String
}

import KodanDomain
import KodanService
import KodanTestSupport
import Postgres

/// Lectures that end at random in every way that there is, and the months that pay for them.
struct RandomEnds {
    /// In yen before tax, and what the body paid to carriers.
    struct Owed {
        var fee: Int64 = 0
        var travel: Int64 = 0
        var direct: Int64 = 0
    }

    /// A lecture that the host has yet to confirm.
    struct Unconfirmed {
        let bond: Assignment.ID
        let minutes: Int
    }

    /// A journey that the presenter has yet to claim.
    struct Unclaimed {
        let bond: Assignment.ID
        let lecturer: Lecturer
        let during: TimeRange
        let cash: Int64
        let ticket: Int64
    }

    /// Where a payee lives by and by, and what is known of them.
    struct Facts {
        let payee: Payee.ID
        /// Where money goes now.
        var account: String
        /// The first day abroad, with the points of the tax from then on.
        var abroad: (from: LocalDate, points: Int64)?
        /// The first day of the registration as an invoice issuer, with the number.
        var registered: (from: LocalDate, number: String)?
        /// Whether nobody has decided on the treaty.
        var isUndecided = false
    }

    /// Two months in which much is corrected, and two in which what is left is paid.
    static let months = ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"].map {
        YearMonth(containing: day($0))
    }

    let scene: EndScene
    let host: Host
    let folder: String
    var numbers: SplitMix64
    private var lecturers = 0
    /// How many lectures got a new day.
    var renewals = 0
    private var regulars: [Lecturer] = []
    var owed: [Assignment.ID: Owed] = [:]
    var declined: [Assignment.ID: Int] = [:]
    var unconfirmed: [Unconfirmed] = []
    var unclaimed: [Unclaimed] = []
    /// By the payee.
    var facts: [Int64: Facts] = [:]
    /// How many accounts were changed.
    var changes = 0

    /// What was done, for the report of a failure.
    var done: [String] = []

    init(seed: UInt64, folder: String) async throws {
        scene = try await EndScene()
        host = try await scene.cast.host()
        self.folder = folder
        numbers = SplitMix64(seed: seed)
    }

    /// What is owed for each assignment by the rule, in yen before tax.
    var worth: [String: Int64] {
        Dictionary(uniqueKeysWithValues: owed.map { ("\($0)", $1.fee + $1.travel) })
    }

    /// What the honoraria cost, in yen: what is owed, and what the body paid to carriers.
    var cost: Int64 { owed.values.reduce(0) { $0 + $1.fee + $1.travel + $1.direct } }

    var office: Office { scene.office }
    var clock: TestClock { scene.cast.database.clock }
    var accountant: Credential { scene.staff.accountant }
    var coordinator: Credential { scene.cast.coordinator }

    mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &numbers) }

    /// Somebody new, or one of two who lecture often; `promised` is for a net promise, which residents alone get.
    mutating func lecturer(
        promised: Bool = false,
        besides other: Lecturer? = nil
    ) async throws -> Lecturer {
        if !promised, roll(3) > 0, let regular = regulars.randomElement(using: &numbers),
            regular.id != other?.id
        {
            return regular
        }
        lecturers += 1
        let new = try await scene.lecturer(lecturers)
        let payee = try await scene.payee(of: new)
        facts[payee.rawValue] = Facts(payee: payee, account: "\(1_000_000 + lecturers)")
        guard !promised else { return new }
        if regulars.count < 2 {
            regulars.append(new)
        } else if roll(3) == 0 {
            try await comeFromAbroad(payee)
        }
        return new
    }

    /// The payee has long lived abroad; now and then nobody has decided on the treaty.
    private mutating func comeFromAbroad(_ payee: Payee.ID) async throws {
        let first = day("2026-05-01")
        let points = [0, 1_000, 2_042][roll(3)] as Int64
        try await scene.moveAbroad(payee, from: first)
        facts[payee.rawValue]?.abroad = (first, points)
        if roll(3) == 0 {
            facts[payee.rawValue]?.isUndecided = true
        } else {
            try await scene.decideTreaty(of: payee, from: first, points: points)
        }
        done.append("\(payee) lives abroad, taxed by \(points)")
    }

    /// The payees of those who lecture often.
    func regularPayees() async throws -> [Payee.ID] {
        var payees: [Payee.ID] = []
        for lecturer in regulars { payees.append(try await scene.payee(of: lecturer)) }
        return payees
    }

    func agree(_ agreement: FeeAgreement?, _ bond: Assignment.ID) async throws {
        try await AgreeFee(office: office)(agreement, for: bond, because: "申し出", as: coordinator)
    }
}

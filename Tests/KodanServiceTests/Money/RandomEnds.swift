import KodanDomain
import KodanService
import KodanTestSupport
import Postgres

/// Lectures that end at random in every way that there is, and the months that pay for them.
struct RandomEnds {
    /// How an assignment ends.
    private enum End: CaseIterable {
        case given, net, declined, ownLecture, ownLectureWithdrawn
        case replaced, withdrawn, cancelled, hostAbsent, presenterAbsent
    }

    private struct Lecture {
        let request: LectureRequest.ID
        let bond: Assignment.ID
        let lecturer: Lecturer
        let spare: Lecturer
        let end: End
        let during: TimeRange
    }

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
    private var numbers: SplitMix64
    private var lecturers = 0
    private var renewals = 0
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
    private var coordinator: Credential { scene.cast.coordinator }

    /// The lectures of July, each with an end of its own, and behind them those that get new days.
    mutating func lectures() async throws {
        var planned: [Lecture] = []
        for (index, end) in End.allCases.shuffled(using: &numbers).enumerated() {
            if let lecture = try await plan(end, RandomEnds.afternoon(index)) { planned.append(lecture) }
        }
        var again: [Lecture] = []
        for lecture in planned {
            scene.cast.pass(lecture.during)
            if let renewed = try await end(lecture) { again.append(renewed) }
            if roll(4) == 0 { try await calculate(upTo: lecture.during.date) }
        }
        for lecture in again { try await give(lecture) }
    }

    /// So many days after the first.
    private static func afternoon(_ days: Int) -> TimeRange {
        TimeRange(start: Cast.afternoon.start.adding(days: days), minutes: 90) ?? Cast.afternoon
    }

    mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &numbers) }

    /// Somebody new, or one of two who lecture often; `promised` is for a net promise, which residents alone get.
    private mutating func lecturer(
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

    /// A request with a presenter who is bound; nil if it is called off long before.
    private mutating func plan(_ end: End, _ during: TimeRange) async throws -> Lecture? {
        let first = try await lecturer(promised: end == .net)
        let spare = try await lecturer(besides: first)
        let (request, bond): (LectureRequest.ID, Assignment.ID)
        switch end {
        case .ownLecture, .ownLectureWithdrawn:
            let own = try await scene.cast.selfHosted(by: first, with: host, at: [during])
            (request, bond) = (own.request, own.assignment)
        default:
            let dispatched = try await scene.cast.approved(by: host, at: [during])
            (request, bond) = (dispatched, try await scene.bind(first, to: dispatched))
        }
        owed[bond] = Owed()
        done.append("\(bond) \(end)")
        let lecture = Lecture(
            request: request,
            bond: bond,
            lecturer: first,
            spare: spare,
            end: end,
            during: during
        )
        switch end {
        case .given, .net, .declined, .ownLecture, .hostAbsent, .presenterAbsent: return lecture
        case .ownLectureWithdrawn:
            try await withdraw(lecture)
            return nil
        case .cancelled:
            try await CancelRequest(office: office)(request, by: .host, because: "台風", as: host.credential)
            try await travelled(lecture)
            return nil
        case .replaced:
            _ = try await ReplacePresenter(office: office)(bond, by: .body, because: "調整", as: coordinator)
            try await travelled(lecture)
        case .withdrawn: try await withdraw(lecture)
        }
        return try await successor(of: lecture, at: during)
    }

    private func withdraw(_ lecture: Lecture) async throws {
        try await WithdrawFromAssignment(office: office)(
            lecture.bond,
            because: "急用",
            as: lecture.lecturer.credential
        )
    }

    /// The spare presenter takes the lecture, which is then given.
    private mutating func successor(of lecture: Lecture, at during: TimeRange) async throws -> Lecture {
        let bond = try await scene.bind(lecture.spare, to: lecture.request)
        owed[bond] = Owed()
        done.append("\(bond) after \(lecture.bond)")
        // Now and then for nothing, while somebody else may wait for their travel.
        return Lecture(
            request: lecture.request,
            bond: bond,
            lecturer: lecture.spare,
            spare: lecture.spare,
            end: roll(3) == 0 ? .declined : .given,
            during: during
        )
    }

    /// Travel to a lecture that was not given, or none.
    private mutating func travelled(_ lecture: Lecture) async throws {
        let (cash, ticket) = (Int64(roll(3)) * 2_340, Int64(roll(2)) * 700)
        done.append("\(lecture.bond) travelled for \(cash) and \(ticket)")
        owed[lecture.bond] = Owed(travel: cash, direct: ticket)
        guard roll(3) > 0 else {
            unclaimed.append(
                Unclaimed(
                    bond: lecture.bond,
                    lecturer: lecture.lecturer,
                    during: lecture.during,
                    cash: cash,
                    ticket: ticket
                )
            )
            return
        }
        try await scene.settle(
            lecture.bond,
            of: lecture.lecturer,
            lecture.during,
            cash: cash,
            ticket: ticket
        )
    }

    /// What happens on the day; the lecture on a later one if there is to be one.
    private mutating func end(_ lecture: Lecture) async throws -> Lecture? {
        let absent: Side
        switch lecture.end {
        case .hostAbsent: absent = .host
        case .presenterAbsent: absent = .presenter
        default:
            try await give(lecture)
            return nil
        }
        try await RecordNoShow(office: office)(
            lecture.bond,
            absent: absent,
            because: "不在",
            as: coordinator
        )
        if absent == .host { try await travelled(lecture) }
        guard roll(2) == 0 else {
            try await CancelRequest(office: office)(
                lecture.request,
                by: absent,
                because: "不在",
                as: coordinator
            )
            return nil
        }
        let during = RandomEnds.afternoon(19 + renewals)
        renewals += 1
        try await RescheduleRequest(office: office)(lecture.request, to: [during], as: host.credential)
        return try await successor(of: lecture, at: during)
    }

    /// 10,000 yen an hour by the table, what leaves a net promise at 10.21 %, or nothing.
    private mutating func give(_ lecture: Lecture) async throws {
        let minutes = roll(2) == 0 ? 60 : 90
        let isNet = lecture.end == .net
        let (cash, ticket) = isNet ? (0, 0) : (Int64(roll(3)) * 1_110, Int64(roll(2)) * 700)
        try await scene.report(
            lecture.bond,
            of: lecture.lecturer,
            lecture.during,
            minutes: minutes,
            cash: cash,
            ticket: ticket
        )
        if !isNet, lecture.end != .declined, roll(4) == 0 {
            unconfirmed.append(Unconfirmed(bond: lecture.bond, minutes: minutes))
            done.append("\(lecture.bond) is not confirmed")
        } else {
            try await scene.confirm(lecture.bond, for: host, minutes: minutes)
        }
        var fee = Int64(minutes) / 30 * 5_000
        if isNet {
            fee = 20_000 * 10_000 / 8_979
            try await agree(.net(Yen(20_000)), lecture.bond)
        }
        if lecture.end == .declined {
            fee = 0
            try await agree(.declined, lecture.bond)
            if cash + ticket == 0 { declined[lecture.bond] = minutes }
        }
        owed[lecture.bond] = Owed(fee: fee, travel: cash, direct: ticket)
        done.append("\(lecture.bond) given for \(fee) and \(cash)")
    }

    func agree(_ agreement: FeeAgreement?, _ bond: Assignment.ID) async throws {
        try await AgreeFee(office: office)(agreement, for: bond, because: "申し出", as: coordinator)
    }
}

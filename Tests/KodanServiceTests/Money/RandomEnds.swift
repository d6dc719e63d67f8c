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

    /// Before tax, in yen.
    private struct Owed {
        var fee: Int64 = 0
        var travel: Int64 = 0
    }

    /// Two months in which much is corrected, and two in which what is left is paid.
    static let months = ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"].map {
        YearMonth(containing: day($0))
    }

    private let scene: EndScene
    private let host: Host
    private let folder: String
    private var numbers: SplitMix64
    private var lecturers = 0
    private var renewals = 0
    private var owed: [Assignment.ID: Owed] = [:]
    private var declined: [Assignment.ID: Int] = [:]

    /// What was done, for the report of a failure.
    private(set) var done: [String] = []

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

    private var office: Office { scene.office }
    private var clock: TestClock { scene.cast.database.clock }
    private var accountant: Credential { scene.staff.accountant }
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
        }
        for lecture in again { try await give(lecture) }
    }

    /// So many days after the first.
    private static func afternoon(_ days: Int) -> TimeRange {
        TimeRange(start: Cast.afternoon.start.adding(days: days), minutes: 90) ?? Cast.afternoon
    }

    private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &numbers) }

    private mutating func lecturer() async throws -> Lecturer {
        lecturers += 1
        return try await scene.lecturer(lecturers)
    }

    /// A request with a presenter who is bound; nil if it is called off long before.
    private mutating func plan(_ end: End, _ during: TimeRange) async throws -> Lecture? {
        let (first, spare) = (try await lecturer(), try await lecturer())
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
        owed[lecture.bond] = Owed(travel: cash)
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
        try await scene.attest(
            lecture.bond,
            of: lecture.lecturer,
            for: host,
            lecture.during,
            minutes: minutes,
            cash: cash,
            ticket: ticket
        )
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
        owed[lecture.bond] = Owed(fee: fee, travel: cash)
        done.append("\(lecture.bond) given for \(fee) and \(cash)")
    }

    private func agree(_ agreement: FeeAgreement?, _ bond: Assignment.ID) async throws {
        try await AgreeFee(office: office)(agreement, for: bond, because: "申し出", as: coordinator)
    }
}

extension RandomEnds {
    /// Calculates, corrects while there is time, pays, and has the bank send some of it back once.
    mutating func pay(_ month: YearMonth) async throws {
        clock.set(Instant(month.first.adding(days: 4), .midnight))
        let isEarly = month < RandomEnds.months[2]
        if isEarly { try await takeBackAgreements() }
        try await calculate(upTo: month.previous.last)
        if isEarly { for _ in 0..<4 { try await correct() } }
        try await clearFindings()
        let payOn = try await PreparePayments(office: office)(month, as: accountant).payOn
        do {
            _ = try await SubmitPayments(office: office)(month, as: accountant)
        } catch Refusal.nothingToPay {
            return
        }
        _ = try await ApprovePayments(office: office)(.month(month), as: scene.staff.approver)
        _ = try await CloseMonth(office: office)(month, as: scene.staff.approver)
        done.append("closed \(month)")
        try await send(month, payOn)
        for line in try await scene.cast.texts(
            "SELECT id::text FROM payment WHERE state = 'closed' AND net < 0 ORDER BY id"
        ) {
            guard let id = Int64(line) else { continue }
            try await RecordRepayment(office: office)(Payment.ID(id), on: clock.now.date, as: accountant)
        }
    }

    /// What is owed by then; what a declined fee kept open ends too.
    func calculate(upTo last: LocalDate) async throws {
        _ = try await CalculateHonoraria(office: office)(upTo: last, as: .system)
    }

    private mutating func takeBackAgreements() async throws {
        for (bond, minutes) in declined.sorted(by: { $0.key < $1.key }) where roll(2) == 0 {
            declined[bond] = nil
            try await agree(nil, bond)
            owed[bond]?.fee = Int64(minutes) / 30 * 5_000
            done.append("\(bond) not declined")
        }
    }

    /// Corrects an entry in red, and most of the time in black.
    private mutating func correct() async throws {
        let entries = try await scene.cast.texts(
            """
            SELECT owed.id || ' ' || owed.assignment_id
              FROM honorarium AS owed
             WHERE owed.entry <> 'red'
               AND owed.promised_net IS NULL
               AND NOT EXISTS (SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red')
             ORDER BY owed.id
            """
        ).map { $0.split(separator: " ").compactMap { Int64($0) } }
        guard !entries.isEmpty else { return }
        let entry = entries[roll(entries.count)]
        let (id, bond) = (Honorarium.ID(entry[0]), Assignment.ID(entry[1]))
        var now = owed[bond] ?? Owed()
        var correction: HonorariumCorrection?
        switch roll(4) {
        case 0: now = Owed()
        case 1 where now.fee > 0:
            correction = HonorariumCorrection(minutes: now.fee == 10_000 ? 90 : 60)
            now.fee = now.fee == 10_000 ? 15_000 : 10_000
        default:
            now.travel = now.travel == 777 ? 888 : 777
            correction = HonorariumCorrection(travelToPresenter: Yen(now.travel))
        }
        owed[bond] = now
        done.append("\(id) of \(bond) corrected to \(now.fee) and \(now.travel)")
        _ = try await CorrectHonorarium(office: office)(id, by: correction, reason: "訂正", as: accountant)
    }

    /// Somebody looked at all that stands out.
    private func clearFindings() async throws {
        for line in try await scene.cast.texts(
            "SELECT id::text FROM finding WHERE state = 'open' ORDER BY id"
        ) {
            guard let id = Int64(line) else { continue }
            try await ClearFinding(office: office)(Finding.ID(id), because: "確認済", as: accountant)
        }
    }

    private mutating func send(_ month: YearMonth, _ payOn: LocalDate) async throws {
        let bank = try sampleBank()
        let settle = SettleTransferFile(office: office)
        var files: [ExportedTransfer] = []
        do {
            files = try await ExportTransferFiles(office: office)(month, to: folder, by: bank, as: accountant)
        } catch Refusal.nothingToPay {
            done.append("claims only")
        }
        clock.set(Instant(payOn.adding(days: 1), .midnight))
        var isAnyBack = false
        for file in files {
            var returned: [Int: String] = [:]
            for record in 1...file.records where roll(3) == 0 { returned[record] = "口座なし" }
            isAnyBack = isAnyBack || !returned.isEmpty
            _ = try await settle(file.file, paidOn: payOn, returned: returned, as: accountant)
        }
        guard isAnyBack else { return }
        // A Monday, on which banks are open.
        let monday = month.last.adding(days: -((month.last.dayNumber + 3) % 7))
        let again = try await RetryTransfers(office: office)(
            month,
            on: monday,
            to: folder,
            by: bank,
            as: accountant
        )
        clock.set(Instant(monday.adding(days: 1), .midnight))
        for file in again { _ = try await settle(file.file, paidOn: monday, as: accountant) }
    }
}

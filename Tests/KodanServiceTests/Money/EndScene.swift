import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// Whole chains whose presenters can be paid: from a request of the summer of 2026 to the bank's answer.
struct EndScene: Sendable {
    let cast = Cast()
    private let money: MoneyScene

    var office: Office { cast.office }
    var staff: Staff { cast.database.staff }

    init() async throws {
        money = try await MoneyScene()
    }

    /// A presenter whose own payee has a confirmed account.
    func lecturer(_ number: Int) async throws -> Lecturer {
        let lecturer = try await cast.lecturer(number)
        let payee = try await money.payee(of: lecturer.id)
        try await money.account(of: payee, number: "\(1_000_000 + number)", confirmed: "2026-04-02T00:00:00Z")
        return lecturer
    }

    /// Asks `lecturer` for an approved request, who accepts.
    func bind(_ lecturer: Lecturer, to request: LectureRequest.ID) async throws -> Assignment.ID {
        let offer = try #require(try await cast.ask([lecturer], for: request).first)
        return try await AcceptOffer(office: office)(offer, as: lecturer.credential)
    }

    /// A leg by rail, paid to the presenter or bought by the body.
    static func leg(
        _ amount: Int64,
        directly: Bool = false,
        evidence: Evidence.ID? = nil,
        on during: TimeRange
    ) throws -> TravelClaim {
        try TravelClaim(
            day: during.date,
            mode: .rail,
            from: "新宿",
            to: "東京",
            amount: Yen(amount),
            isPaidDirectly: directly,
            evidence: evidence
        )
    }

    /// Claims and settles the travel of `lecturer` to a lecture that they did not give; nothing without a yen.
    func settle(
        _ bond: Assignment.ID,
        of lecturer: Lecturer,
        _ during: TimeRange,
        cash: Int64,
        ticket: Int64 = 0
    ) async throws {
        guard cash + ticket > 0 else { return }
        let digest = [UInt8](repeating: UInt8(truncatingIfNeeded: bond.rawValue), count: 32)
        let receipt: Evidence.ID = try await cast.database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
                VALUES (\(bond), 'receipt', \(digest), 3, 'text/plain', 'a.txt',
                        '2026-06-02T00:00:00Z')
                RETURNING id
                """
            )
        }
        var legs: [TravelClaim] = []
        if cash > 0 { legs.append(try EndScene.leg(cash, evidence: receipt, on: during)) }
        if ticket > 0 { legs.append(try EndScene.leg(ticket, directly: true, evidence: receipt, on: during)) }
        try await ClaimTravel(office: office)(legs, for: bond, as: lecturer.credential)
        _ = try await SettleTravel(office: office)(bond, as: staff.accountant)
    }

    /// Both sides attest a lecture that is over, and the presenter claims the journey.
    func attest(
        _ bond: Assignment.ID,
        of lecturer: Lecturer,
        for host: Host,
        _ during: TimeRange = Cast.afternoon,
        minutes: Int = 90,
        cash: Int64 = 0,
        ticket: Int64 = 0
    ) async throws {
        try await report(bond, of: lecturer, during, minutes: minutes, cash: cash, ticket: ticket)
        try await confirm(bond, for: host, minutes: minutes)
    }

    /// The presenter reports a lecture that is over, just after it, and claims the journey.
    func report(
        _ bond: Assignment.ID,
        of lecturer: Lecturer,
        _ during: TimeRange,
        minutes: Int,
        cash: Int64 = 0,
        ticket: Int64 = 0
    ) async throws {
        cast.pass(during)
        var legs: [TravelClaim] = []
        if cash > 0 { legs.append(try EndScene.leg(cash, on: during)) }
        if ticket > 0 { legs.append(try EndScene.leg(ticket, directly: true, on: during)) }
        let report = try LectureReportDraft(
            held: during,
            minutes: minutes,
            attendance: 28,
            summary: "実施した",
            travel: legs
        )
        _ = try await ReportLecture(office: office)(bond, report, as: lecturer.credential)
    }

    /// The host confirms a lecture, whenever that is.
    func confirm(_ bond: Assignment.ID, for host: Host, minutes: Int) async throws {
        let confirmation = try HostConfirmationDraft(
            minutes: minutes,
            attendance: 28,
            satisfaction: 5,
            wouldAskAgain: true,
            comment: ""
        )
        _ = try await ConfirmLecture(office: office)(bond, confirmation, as: host.credential)
    }

    /// The payee of a presenter.
    func payee(of lecturer: Lecturer) async throws -> Payee.ID {
        let keys = try await cast.texts(
            "SELECT payee_id::text FROM presenter_payee WHERE presenter_id = \(lecturer.id)"
        )
        return Payee.ID(try #require(keys.first.flatMap(Int64.init)))
    }

    /// The payee has a new account, which somebody else confirms at once.
    func changeAccount(of payee: Payee.ID, to number: String) async throws {
        try await money.account(
            of: payee,
            number: number,
            confirmed: cast.database.clock.now.description
        )
    }

    /// The payee lives abroad from a day on.
    func moveAbroad(_ payee: Payee.ID, from first: LocalDate) async throws {
        try await SetResidency(office: office)(of: payee, to: .nonresident, from: first, as: staff.accountant)
    }

    /// Accounting decides on the treaty of a payee who lives abroad from a day on; `points` are those of the tax that
    /// is left: 2042 without relief, none where it is exempt.
    func decideTreaty(of payee: Payee.ID, from first: LocalDate, points: Int64) async throws {
        let relief: TreatyRelief = points == 2_042 ? .none : points == 0 ? .exempt : .reduced
        let decision = try TreatyDecisionDraft(
            relief: relief,
            rateBasisPoints: relief == .reduced ? Int(points) : nil,
            treaty: "日米租税条約",
            notifiedOn: relief == .none ? nil : first,
            validity: DateRange(first...)
        )
        _ = try await DecideTreaty(office: office)(decision, for: payee, as: staff.accountant)
    }

    /// Sends in `month` what is calculated by then, and calculates nothing; the clock stands at the day after the one
    /// on which the bank pays.
    func send(
        _ month: YearMonth,
        to folder: String,
        by bank: PayingBank
    ) async throws -> (files: [ExportedTransfer], paidOn: LocalDate) {
        let clock = cast.database.clock
        clock.set(Instant(month.first.adding(days: 4), .midnight))
        let prepared = try await PreparePayments(office: office)(month, as: staff.accountant)
        _ = try await SubmitPayments(office: office)(month, as: staff.accountant)
        _ = try await ApprovePayments(office: office)(.month(month), as: staff.approver)
        _ = try await CloseMonth(office: office)(month, as: staff.approver)
        let export = ExportTransferFiles(office: office)
        let files = try await export(month, to: folder, by: bank, as: staff.accountant)
        clock.set(Instant(prepared.payOn.adding(days: 1), .midnight))
        return (files, prepared.payOn)
    }

    /// Pays in `month` what is calculated by then, and calculates nothing; what the bank's answers changed.
    func pay(_ month: YearMonth) async throws -> [SettledTransfer] {
        let bank = try sampleBank()
        return try await withFolder { folder in
            let sent = try await send(month, to: folder, by: bank)
            var settled: [SettledTransfer] = []
            for file in sent.files {
                let settle = SettleTransferFile(office: office)
                settled.append(try await settle(file.file, paidOn: sent.paidOn, as: staff.accountant))
            }
            return settled
        }
    }
}

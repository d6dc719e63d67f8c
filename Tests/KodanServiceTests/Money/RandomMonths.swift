import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres

/// An accounting office that does at random what it may do, right or wrong, for three months.
struct RandomMonths {
    private static let ranks = ["standard", "flat_5000", "flat_30000", "flat_600000"]

    private let database = TestDatabase.current
    private let scene: MoneyScene
    private let folder: String
    private var numbers: SplitMix64
    private var presenters: [Presenter.ID] = []
    private var lectures = 0
    private var files: [TransferFile.ID] = []
    private var stages: [YearMonth: Int] = [:]

    /// What was done, for the report of a failure.
    private(set) var done: [String] = []

    /// An office with four payees.
    init(seed: UInt64, folder: String) async throws {
        scene = try await MoneyScene()
        self.folder = folder
        numbers = SplitMix64(seed: seed)
        for rank in Self.ranks {
            presenters.append(try await scene.presenter(rank: rank, legalStatus: .individual).presenter)
        }
        _ = database.office(at: moment("2026-12-01T09:00:00+09:00"))
    }

    private var office: Office { database.office }
    private var staff: Staff { database.staff }
    private var today: LocalDate { database.clock.now.date }

    /// Does one thing; what the office refuses leaves everything as it was.
    mutating func step() async throws {
        let month = YearMonth(containing: day(["2026-12-01", "2027-01-01", "2027-02-01"][roll(3)]))
        let today = today
        do {
            switch roll(14) {
            case 0, 1, 2: try await lecture()
            case 3:
                try await note("calculate") { office, staff in
                    _ = try await CalculateHonoraria(office: office)(upTo: today, as: staff.accountant)
                }
            case 4, 5, 6, 7, 8: try await next(of: month)
            case 9: try await export(month)
            case 10: try await settle()
            case 11: try await correct()
            case 12: try await reopenOrRepay()
            default: database.clock.advance(days: roll(4))
            }
        } catch is Refusal {
            done[done.endIndex - 1] += " (refused)"
        }
    }

    /// The step that comes after the last one of the month; now and then it is left out or done twice.
    private mutating func next(of month: YearMonth) async throws {
        let stage = stages[month, default: 0]
        stages[month] = (stage + (roll(10) == 0 ? roll(3) : 1)) % 5
        switch stage {
        case 0:
            try await note("prepare \(month)") { office, staff in
                _ = try await PreparePayments(office: office)(month, as: staff.accountant)
            }
        case 1:
            try await note("submit \(month)") { office, staff in
                _ = try await SubmitPayments(office: office)(month, as: staff.accountant)
            }
        case 2:
            try await note("approve \(month)") { office, staff in
                _ = try await ApprovePayments(office: office)(.month(month), as: staff.approver)
            }
        case 3:
            try await note("close \(month)") { office, staff in
                _ = try await CloseMonth(office: office)(month, as: staff.approver)
            }
        default: try await export(month)
        }
    }

    private mutating func note(
        _ what: String,
        _ act: (Office, Staff) async throws -> Void
    ) async throws {
        done.append(what)
        try await act(office, staff)
    }

    /// A presenter never has two on one day; all are recent enough to be paid in time.
    private mutating func lecture() async throws {
        lectures += 1
        let held = day("2026-11-05").adding(days: lectures / presenters.count)
        let cash = roll(3) * 1_234
        done.append("lecture on \(held)")
        _ = try await scene.lecture(
            by: presenters[lectures % presenters.count],
            on: held,
            reported: 20 + roll(71),
            confirmed: 20 + roll(71),
            travel: cash > 0 ? [.cash(cash), .ticket(500)] : []
        )
    }

    private mutating func export(_ month: YearMonth) async throws {
        done.append("export \(month)")
        let bank = try sampleBank(BankProfile(recordLimit: 2))
        _ = try await ExportHonorariumList(office: office)(month, to: folder, as: staff.accountant)
        do {
            let made = try await ExportTransferFiles(office: office)(
                month,
                to: folder,
                by: bank,
                as: staff.accountant
            )
            files += made.filter { !$0.isRepeat }.map(\.file)
        } catch Refusal.nothingToPay {
            done[done.endIndex - 1] += " (claims only)"
        }
        done.append("retry \(month)")
        let retried = try await RetryTransfers(office: office)(
            month,
            on: today.adding(days: roll(3)),
            to: folder,
            by: bank,
            as: staff.accountant
        )
        files += retried.map(\.file)
    }

    private mutating func settle() async throws {
        guard !files.isEmpty else { return done.append("nothing to settle") }
        let file = files[roll(files.count)]
        done.append("settle \(file)")
        let results = (1...2).filter { _ in roll(4) > 0 }.map { record in
            TransferResult(record: record, returned: roll(3) == 0 ? "口座なし" : nil)
        }
        _ = try await SettleTransferFile(office: office)(
            file,
            paidOn: today,
            results: results,
            as: staff.accountant
        )
    }

    private mutating func correct() async throws {
        let id = Honorarium.ID(Int64(1 + roll(max(1, lectures))))
        let correction: HonorariumCorrection? =
            roll(4) == 0
            ? nil
            : HonorariumCorrection(minutes: 30 + roll(300), travelToPresenter: roll(2) == 0 ? nil : Yen(777))
        done.append("correct \(id)")
        _ = try await CorrectHonorarium(office: office)(
            id,
            by: correction,
            reason: "訂正",
            as: staff.accountant
        )
    }

    private mutating func reopenOrRepay() async throws {
        let id = Payment.ID(Int64(1 + roll(12)))
        done.append("reopen or repay \(id)")
        do {
            try await ReopenPayment(office: office)(id, reason: "確認", as: staff.accountant)
        } catch is Refusal {
            try await RecordRepayment(office: office)(id, on: today, as: staff.accountant)
        }
    }

    private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &numbers) }
}

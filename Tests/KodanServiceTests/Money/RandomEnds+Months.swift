import KodanDomain
import KodanService
import KodanTestSupport
import Postgres

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

import KodanDomain
import KodanService
import KodanTestSupport
import Postgres

extension RandomEnds {
    /// Calculates, corrects while there is time, pays, and has the bank send some of it back once.
    mutating func pay(_ month: YearMonth) async throws {
        clock.set(Instant(month.first.adding(days: 4), .midnight))
        let isFirst = month == RandomEnds.months[0]
        let isEarly = month < RandomEnds.months[2]
        if isFirst { try await registerIssuers() }
        try await catchUp(isLast: !isFirst)
        if !isEarly { try await decideTreaties() }
        if isEarly { try await takeBackAgreements() }
        try await calculate(upTo: month.previous.last)
        if isEarly { for _ in 0..<4 { try await correct() } }
        try await clearFindings(all: !isEarly)
        let payOn = try await PreparePayments(office: office)(month, as: accountant).payOn
        do {
            _ = try await SubmitPayments(office: office)(month, as: accountant)
        } catch Refusal.nothingToPay {
            return
        }
        _ = try await ApprovePayments(office: office)(.month(month), as: scene.staff.approver)
        // What was approved goes to the account of that moment.
        let accounts = facts.mapValues(\.account)
        if roll(2) == 0 { try await changeAnyAccount() }
        _ = try await CloseMonth(office: office)(month, as: scene.staff.approver)
        done.append("closed \(month)")
        try await send(month, payOn, to: accounts)
        for line in try await scene.cast.texts(
            "SELECT id::text FROM payment WHERE state = 'closed' AND net < 0 ORDER BY id"
        ) {
            guard let id = Int64(line) else { continue }
            try await RecordRepayment(office: office)(Payment.ID(id), on: clock.now.date, as: accountant)
        }
        if isFirst { try await moveAbroad() }
    }

    /// Those who lecture often become invoice issuers between their lectures.
    private mutating func registerIssuers() async throws {
        let numbers = ["T7123456789012", "T5835678256246"]
        for (payee, number) in zip(try await regularPayees(), numbers) {
            let first = day("2026-07-10").adding(days: roll(6))
            try await AddInvoiceNumber(office: office)(
                number,
                to: payee,
                from: first,
                checkedOn: clock.now.date,
                as: accountant
            )
            facts[payee.rawValue]?.registered = (first, number)
            done.append("\(payee) is registered from \(first)")
        }
    }

    /// One of those who lecture often lives abroad from the second month on: what was paid before is taxed as before.
    private mutating func moveAbroad() async throws {
        guard let payee = try await regularPayees().first else { return }
        let (first, points) = (RandomEnds.months[1].first, 1_000 as Int64)
        try await scene.moveAbroad(payee, from: first)
        try await scene.decideTreaty(of: payee, from: first, points: points)
        facts[payee.rawValue]?.abroad = (first, points)
        done.append("\(payee) moved abroad on \(first)")
    }

    private mutating func decideTreaties() async throws {
        for (key, fact) in facts.sorted(by: { $0.key < $1.key }) where fact.isUndecided {
            guard let abroad = fact.abroad else { continue }
            facts[key]?.isUndecided = false
            try await scene.decideTreaty(of: fact.payee, from: abroad.from, points: abroad.points)
        }
    }

    /// Some hosts confirm late, and some travel is claimed late, whatever has been paid meanwhile.
    private mutating func catchUp(isLast: Bool) async throws {
        let (late, lateClaims) = (unconfirmed, unclaimed)
        (unconfirmed, unclaimed) = ([], [])
        for lecture in late {
            let isStillLate = roll(2) > 0 && !isLast
            guard !isStillLate else {
                unconfirmed.append(lecture)
                continue
            }
            try await scene.confirm(lecture.bond, for: host, minutes: lecture.minutes)
            done.append("\(lecture.bond) confirmed on \(clock.now.date)")
        }
        for journey in lateClaims {
            let isStillLate = roll(2) > 0 && !isLast
            guard !isStillLate else {
                unclaimed.append(journey)
                continue
            }
            try await scene.settle(
                journey.bond,
                of: journey.lecturer,
                journey.during,
                cash: journey.cash,
                ticket: journey.ticket
            )
            done.append("\(journey.bond) settled on \(clock.now.date)")
        }
    }

    /// One of the payees has a new account.
    private mutating func changeAnyAccount() async throws {
        let keys = facts.keys.sorted()
        guard !keys.isEmpty else { return }
        try await changeAccount(of: keys[roll(keys.count)])
    }

    private mutating func changeAccount(of key: Int64) async throws {
        guard let payee = facts[key]?.payee else { return }
        changes += 1
        let number = "\(2_000_000 + changes)"
        try await scene.changeAccount(of: payee, to: number)
        facts[key]?.account = number
        done.append("\(payee) has the account \(number)")
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

    /// Somebody looked at what stands out: at all of it, or at some.
    private mutating func clearFindings(all isAll: Bool) async throws {
        for line in try await scene.cast.texts(
            "SELECT id::text FROM finding WHERE state = 'open' ORDER BY id"
        ) {
            let isLeft = roll(2) > 0 && !isAll
            guard let id = Int64(line), !isLeft else { continue }
            try await ClearFinding(office: office)(Finding.ID(id), because: "確認済", as: accountant)
        }
    }

    private mutating func send(
        _ month: YearMonth,
        _ payOn: LocalDate,
        to accounts: [Int64: String]
    ) async throws {
        let bank = try sampleBank()
        let settle = SettleTransferFile(office: office)
        var files: [ExportedTransfer] = []
        do {
            files = try await ExportTransferFiles(office: office)(month, to: folder, by: bank, as: accountant)
        } catch Refusal.nothingToPay {
            done.append("claims only")
        }
        let due = try await books().payments.filter { $0.payOn == payOn && $0.net > 0 }
        try expect(files, toPay: due, accounts)
        clock.set(Instant(payOn.adding(days: 1), .midnight))
        var back: [RandomBooks.Sent] = []
        for file in files {
            var returned: [Int: String] = [:]
            for record in 1...file.records where roll(3) == 0 { returned[record] = "口座なし" }
            back += returned.keys.sorted().map { due[$0 - 1] }
            _ = try await settle(file.file, paidOn: payOn, returned: returned, as: accountant)
        }
        guard !back.isEmpty else { return }
        for payment in back where roll(2) == 0 { try await changeAccount(of: payment.payee) }
        // A Monday, on which banks are open.
        let monday = month.last.adding(days: -((month.last.dayNumber + 3) % 7))
        let again = try await RetryTransfers(office: office)(
            month,
            on: monday,
            to: folder,
            by: bank,
            as: accountant
        )
        try expect(again, toPay: back, facts.mapValues(\.account))
        clock.set(Instant(monday.adding(days: 1), .midnight))
        for file in again { _ = try await settle(file.file, paidOn: monday, as: accountant) }
    }
}

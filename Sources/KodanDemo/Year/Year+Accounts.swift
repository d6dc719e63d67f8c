import KodanDomain
import KodanService
import KodanStore

extension Year {
    /// The month in which the bank returns a transfer.
    private static let returning = DemoDays.paymentMonths[2]
    /// The month in which what was paid the month before is corrected.
    private static let correcting = DemoDays.paymentMonths[4]
    /// What each programme that pays may cost, a sample.
    private static let budget = Yen(10_000_000)

    /// The accountant sets the year's budgets; approvals reserve from them.
    func setBudgets() async throws {
        let programmes = try await ReadProgrammes(office: crew.office)(as: crew.accountant)
        for entry in programmes.items where entry.programme.paysHonorarium {
            try await SetBudget(office: crew.office)(
                Year.budget,
                for: entry.programme.code,
                in: .demo,
                because: texts.one("budget"),
                as: crew.accountant
            )
        }
    }

    /// What the check found is looked into: a missing paper is asked for and filed, the rest is cleared with a reason.
    func lookIntoFindings(upTo last: LocalDate) async throws {
        var after: Finding.ID?
        repeat {
            let page = try await ReadFindings(office: crew.office)(
                in: .open,
                after: after,
                as: crew.accountant
            )
            for finding in page.items where finding.cause.severity == .blocks {
                try await lookInto(finding)
            }
            after = page.next
        } while after != nil
        _ = try await CheckHonoraria(office: crew.office)(upTo: last, as: crew.accountant)
    }

    private func lookInto(_ finding: FindingEntry) async throws {
        guard finding.cause.kind == .evidenceMissing, case .lecture(let lecture) = finding.cause.subject
        else {
            try await ClearFinding(office: crew.office)(
                finding.id,
                because: texts.one("finding"),
                as: crew.coordinator
            )
            return
        }
        let isTravel = !finding.cause.other.isEmpty
        let paper = "\(try texts.one(isTravel ? "receipt" : "sheet")) \(lecture) \(finding.cause.other)\n"
        _ = try await FileEvidence(office: crew.office, folder: folder.evidence)(
            Array(paper.utf8),
            named: "\(isTravel ? "receipt" : "attendance")-\(lecture).txt",
            kind: isTravel ? .receipt : .attendanceSheet,
            for: lecture,
            as: crew.coordinator
        )
        done.papers += 1
    }

    /// Once in the year a presenter had forgotten part of the fare of what was paid the month before.
    func correctLastMonth(before month: YearMonth) async throws {
        guard month == Year.correcting else { return }
        let line = try await crew.look { session in
            var found: MonthLine?
            try MonthLineStore(session).forEach(month.previous) { line in
                if found == nil, line.travelToPresenter > .zero { found = line }
            }
            return found
        }
        guard let line else { return }
        _ = try await CorrectHonorarium(office: crew.office)(
            line.honorarium,
            by: HonorariumCorrection(travelToPresenter: line.travelToPresenter + Yen(420)),
            reason: texts.one("correction"),
            as: crew.accountant
        )
    }

    /// The bank has paid all of it; once in the year one transfer comes back and is sent again.
    func settle(_ month: YearMonth, _ file: TransferFile.ID, isRetry: Bool) async throws {
        let paidOn = clock.now.date.adding(days: -1)
        let comesBack = month == Year.returning && !isRetry
        _ = try await SettleTransferFile(office: crew.office)(
            file,
            paidOn: paidOn,
            returned: comesBack ? [1: texts.one("returned")] : [:],
            as: crew.accountant
        )
        if !isRetry { try await closeTheBooks(of: month) }
        if comesBack {
            schedule(.retry(month), on: try calendar.shift(clock.now.date.adding(days: 2), .next))
        }
    }

    /// The accountant sends again what came back.
    func retry(_ month: YearMonth) async throws {
        let files = MonthFiles(office: crew.office, settings: settings, folder: folder)
        let payOn = try calendar.shift(clock.now.date.adding(days: 1), .next)
        for file in try await files.retry(month, on: payOn, as: crew.accountant) {
            schedule(.settle(month, file, isRetry: true), on: payOn.adding(days: 1))
        }
    }
}

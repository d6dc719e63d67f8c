import KodanDomain
import KodanPages
import KodanService

/// Payment months: prepared, submitted, approved, closed and sent to the bank, each in one click.
enum MonthPages {
    static let routes: [PageRoute] = [
        PageRoute("/months", roles: .accounting, show: list),
        PageRoute(
            "/months/:month",
            roles: .accounting,
            steps: [
                "prepare": .changes(prepare), "submit": .changes(submit), "approve": .changes(approve),
                "close": .changes(close), "export": .changes(export), "retry": .changes(retry),
                "notify": .changes(notify),
            ],
            show: month
        ),
        PageRoute("/months/:month/left-out", roles: .accounting) { visit in
            let month = try visit.month()
            let left = try await ReadLeftOut(office: visit.office)(month, as: try visit.session())
            let keys =
                left.lectures.map { "\($0.assignment)" }
                + left.payees.flatMap { payee in ["\(payee.payee)"] + payee.honoraria.map(\.description) }
            return LeftOutTexts.page(
                month,
                lectures: left.lectures.map { ($0.assignment, $0.refusal) },
                payees: left.payees,
                names: try await visit.names(of: keys)
            )
        },
        PageRoute("/months/:month/slip", roles: .accounting) { visit in
            let month = try visit.month()
            let slip = try await ReadTaxSlip(office: visit.office)(month, as: try visit.session())
            return PaperTexts.slip(
                TaxSlipPage(
                    month: slip.month,
                    dueOn: slip.dueOn,
                    waiting: slip.waiting,
                    rows: [row(slip.residents, true), row(slip.nonresidents, false)]
                ),
                role: visit.role ?? .auditor
            )
        },
    ]

    private static func row(_ figures: TaxSlipReading.Figures, _ isResident: Bool) -> TaxSlipPage.Row {
        TaxSlipPage.Row(
            isResident: isResident,
            payees: figures.payees,
            paid: figures.paid,
            tax: figures.tax,
            excess: figures.excess,
            overpaid: figures.overpaid
        )
    }

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let before = visit.query("before").flatMap { Form.month($0) }
        let page = try await MonthOverview(office: visit.office)(before: before, as: try visit.session())
        let months = page.months
        var next: YearMonth?
        if visit.role == .accountant, before == nil {
            let open = months.first { !$0.isClosed }
            let newest = months.first.map { max($0.month.next, visit.today.yearMonth) }
            next = open?.month ?? newest ?? visit.today.yearMonth
        }
        let older = page.next.map { "/months?before=\($0)" }
        return MonthListTexts.page(months, next: next, older: older)
    }

    @Sendable private static func month(_ visit: Visit) async throws -> PageContent {
        let month = try visit.month()
        let asker = try visit.session()
        let office = visit.office
        let role = visit.role ?? .auditor
        let progress = try await ReadAccountingDesk(office: office).progress(of: month, as: asker)
        guard let progress else { return MonthTexts.unprepared(month, role: role) }
        let asked = visit.asked(["state", "name"])
        let state = asked["state"].flatMap { PaymentState(rawValue: $0) }
        let (page, totals) = try await ReadPayments(office: office).totalled(
            PaymentQuestion(month: month, state: state, name: asked["name"]),
            after: visit.after(),
            as: asker
        )
        var files: [TransferFileEntry] = []
        if progress.work.isClosed {
            files = try await ReadTransferFiles(office: office)(of: month, limit: .most, as: asker).items
        }
        return MonthTexts.page(
            MonthTexts.Contents(
                readiness: progress.readiness,
                work: progress.work,
                payments: page.items,
                totals: totals,
                choice: MonthTexts.Choice(state: state, name: asked["name"] ?? ""),
                next: visit.more(page.next, asking: asked),
                findings: progress.findings,
                files: files
            ),
            role: role,
            today: visit.today,
            done: visit.done
        )
    }

    /// Fixes what is owed and puts the payments together, both in one transaction.
    @Sendable private static func prepare(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let month = try visit.month()
        let asker = try visit.session()
        _ = try await CalculateHonoraria(office: visit.office)(
            upTo: month.first.adding(days: -1),
            as: asker
        )
        let prepared = try await PreparePayments(office: visit.office)(month, as: asker)
        let moved = !prepared.prepared.isEmpty || !prepared.dropped.isEmpty
        let done = moved ? "prepared" : "unchanged"
        return PagePath("/months/\(month)", done: prepared.leftOut.isEmpty ? done : "\(done)_left")
    }

    @Sendable private static func submit(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let month = try visit.month()
        _ = try await SubmitPayments(office: visit.office)(month, as: try visit.session())
        return PagePath("/months/\(month)", done: "submitted")
    }

    /// What is approved is what was seen: neither other payments nor other amounts or accounts.
    @Sendable private static func approve(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let month = try visit.month()
        let asker = try visit.session()
        if let seen = try await ReadAccountingDesk(office: visit.office).progress(of: month, as: asker) {
            try form.requireSeen(MonthTexts.state(seen.work))
        }
        _ = try await ApprovePayments(office: visit.office)(.month(month), as: asker)
        return PagePath("/months/\(month)", done: "approved")
    }

    @Sendable private static func close(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let month = try visit.month()
        _ = try await CloseMonth(office: visit.office)(month, as: try visit.session())
        return PagePath("/months/\(month)", done: "closed")
    }

    /// Makes the bank files of the month that the form names: it stands on the first page too.
    @Sendable static func export(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let text = form["month"] ?? ""
        guard let month = Form.month(text) else { throw Refusal.notFound(String(text.prefix(40))) }
        let day = form["pay_on"] == nil ? nil : try form.day("pay_on")
        let bank = try visit.papers().bank
        let asker = try visit.session()
        _ = try await Spooling.dropping { folder in
            try await ExportTransferFiles(office: visit.office)(
                month,
                on: day,
                to: folder,
                by: bank,
                as: asker
            )
        }
        return PagePath("/months/\(month)", done: "exported")
    }

    @Sendable private static func retry(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let month = try visit.month()
        let day = try form.day("pay_on")
        let bank = try visit.papers().bank
        let asker = try visit.session()
        _ = try await Spooling.dropping { folder in
            try await RetryTransfers(office: visit.office)(month, on: day, to: folder, by: bank, as: asker)
        }
        return PagePath("/months/\(month)", done: "retried")
    }

    @Sendable private static func notify(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let month = try visit.month()
        let body = try visit.papers().body
        let asker = try visit.session()
        _ = try await Spooling.dropping { folder in
            try await IssueNotices(office: visit.office)(month, to: folder, by: body, as: asker)
        }
        return PagePath("/months/\(month)", done: "noticed")
    }
}

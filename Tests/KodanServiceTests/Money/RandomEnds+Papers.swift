import CSV
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// What the papers say, beside what they should say.
extension RandomEnds {
    /// The books as they stand, computed anew.
    func books() async throws -> RandomBooks {
        try await RandomBooks(scene.cast, abroad: facts.compactMapValues(\.abroad))
    }

    /// A bank file of the standard: the account and the amount of each record, then count and total of the trailer.
    func expect(
        _ files: [ExportedTransfer],
        toPay due: [RandomBooks.Sent],
        _ accounts: [Int64: String]
    ) throws {
        var (sent, trailers): ([String], [String]) = ([], [])
        for file in files {
            let content = try bytes(file.path)
            for start in stride(from: 0, to: content.count, by: 122) {
                let record = content[start..<start + 120].map { Character(Unicode.Scalar($0)) }
                if record[0] == "2" { sent.append(String(record[43..<50]) + " " + String(record[80..<90])) }
                if record[0] == "8" { trailers.append(String(record[1..<19])) }
            }
        }
        let right = due.map { (accounts[$0.payee] ?? "") + " " + RandomEnds.padded($0.net, 10) }
        try #require(sent == right, "\(done)")
        let total = due.reduce(0) { $0 + $1.net }
        let trailer = RandomEnds.padded(Int64(due.count), 6) + RandomEnds.padded(total, 12)
        try #require(trailers == (due.isEmpty ? [] : [trailer]), "\(done)")
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }

    /// The totals, the list, the journal and the notices of a month, if it is closed.
    func expectPapers(of month: YearMonth) async throws {
        let books = try await books()
        try #require(books.wrong == [], "\(done)")
        let payments = books.payments(in: month)
        guard !payments.isEmpty else { return }
        let gross = payments.reduce(0) { $0 + $1.gross }
        let tax = payments.reduce(0) { $0 + $1.tax }
        let sent = payments.filter { $0.net > 0 }
        let totals: [Int64] = [
            Int64(Set(payments.map(\.payee)).count), Int64(payments.count),
            Int64(payments.reduce(0) { $0 + $1.lines.count }), gross, gross, tax, gross - tax,
            Int64(sent.count), sent.reduce(0) { $0 + $1.net },
        ]
        let stored = try await scene.cast.texts(
            """
            SELECT concat_ws(' ', payees, payments, lines, gross, base, tax, net, transfers, transferred)
              FROM payment_month
             WHERE month = \(month.first.description)::date
               AND state = 'closed'
            """
        )
        try #require(stored == [totals.map { "\($0)" }.joined(separator: " ")], "\(done)")
        try await expectList(of: month, payments)
        try await expectJournal(of: month, payments)
        try await expectNotices(of: month, payments)
    }

    private func expectList(of month: YearMonth, _ payments: [RandomBooks.Sent]) async throws {
        let list = try await ExportHonorariumList(office: office)(month, to: folder, as: accountant)
        let columns = ["支払番号", "講演番号", "謝金", "旅費（本人支払）", "源泉徴収税額", "差引支払額", "登録番号"]
        let listed = try CSVTable(bytes(list.path)).rows.map { row in
            columns.map { row[$0] }.joined(separator: " ")
        }
        let right: [String] = payments.flatMap { payment in
            zip(payment.lines, payment.taxes).map { line, tax in
                [
                    "pmt-\(payment.id)", "asg-\(line.assignment)", "\(line.fee)", "\(line.travel)", "\(tax)",
                    "\(line.gross - tax)", number(of: payment.payee, on: line.lectureOn) ?? "",
                ].joined(separator: " ")
            }
        }
        try #require(listed.sorted() == right.sorted(), "\(done)")
    }

    /// The number with which a payee was registered on a day.
    private func number(of payee: Int64, on day: LocalDate) -> String? {
        guard let registered = facts[payee]?.registered, registered.from <= day else { return nil }
        return registered.number
    }

    /// Debits less credits: expenses by what is owed, the tax by the tax, the bank by what left it and came back.
    private func expectJournal(of month: YearMonth, _ payments: [RandomBooks.Sent]) async throws {
        let journal = try await ExportJournal(office: office)(
            month,
            to: folder,
            by: PaperScene.accounts(),
            as: accountant
        )
        var balances: [String: Int64] = [:]
        for row in try CSVTable(bytes(journal.path)).rows {
            let amount = try #require(Int64(row["金額"]))
            balances[row["借方科目コード"], default: 0] += amount
            balances[row["貸方科目コード"], default: 0] -= amount
        }
        let lines = payments.flatMap(\.lines)
        let right: [String: Int64] = [
            "5110": lines.reduce(0) { $0 + $1.fee },
            "5120": lines.reduce(0) { $0 + $1.travel },
            "2140": -payments.reduce(0) { $0 + $1.tax },
            "1110": -payments.reduce(0) { $0 + $1.net },
        ]
        let (booked, due) = (balances.filter { $0.value != 0 }, right.filter { $0.value != 0 })
        try #require(booked == due, "\(done)")
    }

    private func expectNotices(of month: YearMonth, _ payments: [RandomBooks.Sent]) async throws {
        let issue = IssueNotices(office: office)
        let issued = try await issue(month, to: folder, by: PaperScene.body, as: accountant)
        try #require(issued.issued + issued.repeated == payments.count, "\(done)")
        for payment in payments {
            let page = try text(folder + "/notice-\(month)-pmt-\(payment.id).html")
            let name = payment.net < 0 ? "ご返金をお願いする額" : "差引支払額"
            let net = "<dt>\(name)</dt><dd>\(Yen(abs(payment.net)).grouped)円</dd>"
            try #require(page.contains(net), "pmt-\(payment.id): \(net) after \(done)")
            let numbers = Set(payment.lines.map { number(of: payment.payee, on: $0.lectureOn) ?? "" })
            let shown = numbers.count == 1 ? numbers.first ?? "" : ""
            try #require(page.contains("仕入明細書") == !shown.isEmpty, "pmt-\(payment.id) after \(done)")
            try #require(page.contains(shown.isEmpty ? "支払通知書" : shown), "pmt-\(payment.id) after \(done)")
        }
    }

    /// The tax slips of all months: payees, amount and tax of those who live here, then of those abroad.
    func expectSlips() async throws {
        let books = try await books()
        for month in RandomEnds.months + [RandomEnds.months[3].next] {
            var figures = [[0, 0], [0, 0]] as [[Int64]]
            var payees: [Set<Int64>] = [[], []]
            for payment in books.payments where payment.paidOn?.yearMonth == month {
                for (line, tax) in zip(payment.lines, payment.taxes) {
                    // What is taken back was withheld from them as what they were then.
                    let first = line.isRed ? books.payment(of: line.corrects) ?? payment : payment
                    let slip = books.isAbroad(first) ? 1 : 0
                    figures[slip][0] += line.gross
                    figures[slip][1] += tax
                    if !line.isRed { payees[slip].insert(payment.payee) }
                }
            }
            let slip = try await ExportTaxSlip(office: office)(month, to: folder, as: accountant)
            for (index, said) in [slip.residents, slip.nonresidents].enumerated() {
                let got = [Int64(said.payees), said.paid.amount, said.tax.amount]
                let right = [Int64(payees[index].count)] + figures[index]
                #expect(got == right, "slip \(index) of \(month) after \(done)")
            }
        }
    }

    /// The payment records of the year, and the budget of its lectures.
    func expectYear() async throws {
        let books = try await books()
        var (here, abroad): ([Int64: [Int64]], [Int64: Int64]) = ([:], [:])
        for payment in books.payments {
            for (line, tax) in zip(payment.lines, payment.taxes) {
                let first = line.isRed ? books.payment(of: line.corrects) ?? payment : payment
                if books.isAbroad(first) {
                    abroad[payment.payee, default: 0] += line.gross
                } else {
                    let sums = here[payment.payee] ?? [0, 0]
                    here[payment.payee] = [sums[0] + line.gross, sums[1] + tax]
                }
            }
        }
        let year = try #require(CalendarYear(2026))
        let body = OfficeBody(
            name: "見本公法機構",
            address: "東京都千代田区見本1-1",
            phone: "03-0000-0000",
            corporateNumber: try CorporateNumber("7123456789012")
        )
        let made = try await MakePaymentRecords(office: office)(year, to: folder, by: body, as: accountant)
        let filed = try await scene.cast.texts(
            "SELECT concat_ws(' ', payee_id, items[17], items[19]) FROM payment_record ORDER BY payee_id"
        )
        // Above 50,000 yen alone.
        let due = here.filter { $0.value[0] > 50_000 }.sorted { $0.key < $1.key }
        #expect(filed == due.map { "\($0.key) \($0.value[0]) \($0.value[1])" }, "\(done)")
        let left = made.leftOut.filter { $0.amount != .zero }
        #expect(left.allSatisfy { $0.reason == .nonresident }, "\(done)")
        let amounts = Dictionary(left.map { ($0.payee.rawValue, $0.amount.amount) }, uniquingKeysWith: +)
        #expect(amounts == abroad.filter { $0.value != 0 }, "\(done)")
        let budgets = try await ReadBudgets(office: office)(
            in: FiscalYear(containing: day("2026-07-08")),
            as: accountant
        )
        let spent = budgets.standings.reduce(Yen.zero) { $0 + $1.use.spent }
        #expect(spent == Yen(cost), "\(done)")
        #expect(budgets.standings.allSatisfy { $0.use.reserved == .zero }, "\(done)")
    }
}

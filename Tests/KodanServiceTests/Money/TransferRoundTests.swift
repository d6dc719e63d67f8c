import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("The bank files of a month", .database)
struct TransferRoundTests {
    let database = TestDatabase.current
    var staff: Staff { database.staff }
    var office: Office { database.office(at: moment("2026-12-10T10:00:00+09:00")) }
    var afterwards: Office { database.office(at: moment("2026-12-26T10:00:00+09:00")) }

    /// Five payees of 30,000 each, closed.
    private func closed() async throws -> [Payee.ID] {
        let scene = try await MoneyScene()
        var payees: [Payee.ID] = []
        for _ in 0..<5 {
            let (presenter, payee) = try await scene.presenter()
            _ = try await scene.lecture(by: presenter, on: day("2026-11-10"))
            payees.append(payee)
        }
        _ = try await closedMonth(office, staff)
        return payees
    }

    private func amounts(_ path: String) throws -> [Yen] {
        try ZenginFile(try Data(contentsOf: URL(fileURLWithPath: path))).transfers.map(\.amount)
    }

    @Test("are as many as the bank's limit of records asks for, each the same when made again")
    func parts() async throws {
        _ = try await closed()
        let bank = try sampleBank(BankProfile(recordLimit: 2))
        try await withFolder { folder in
            let export = ExportTransferFiles(office: office)
            let files = try await export(december, to: folder, by: bank, as: staff.accountant)
            #expect(files.map(\.records) == [2, 2, 1])
            let names = files.map { $0.path.dropFirst(folder.count + 1) }
            #expect(names == ["transfer-2026-12.txt", "transfer-2026-12-2.txt", "transfer-2026-12-3.txt"])
            // 30,000 less 3,063.
            #expect(try files.flatMap { try amounts($0.path) } == Array(repeating: Yen(26_937), count: 5))
            let again = try await export(december, to: folder, by: bank, as: staff.accountant)
            #expect(again.map(\.sha256) == files.map(\.sha256))
            #expect(again.map(\.isRepeat) == [true, true, true])
            let other = try sampleBank(BankProfile(recordLimit: 3))
            await #expect(throws: Refusal.fileDiffers(files[0].file)) {
                try await export(december, to: folder, by: other, as: staff.accountant)
            }
        }
    }

    @Test("send what came back again, to the account that is in force by then, and nothing twice")
    func retry() async throws {
        let payees = try await closed()
        let bank = try sampleBank()
        let scene = MoneyScene(existing: database)
        try await withFolder { folder in
            let export = ExportTransferFiles(office: office)
            let first = try await export(december, to: folder, by: bank, as: staff.accountant)[0]
            let settle = SettleTransferFile(office: afterwards)
            let paidOn = day("2026-12-25")
            // The bank's answer comes in two parts.
            let early = try await settle(
                first.file,
                paidOn: paidOn,
                results: [TransferResult(record: 1, amount: Yen(26_937), returned: nil)],
                as: staff.accountant
            )
            #expect(early.paid.count == 1)
            let rest = try await settle(
                first.file,
                paidOn: paidOn,
                results: (2...5).map { TransferResult(record: $0, returned: $0 == 3 ? "口座なし" : nil) },
                as: staff.accountant
            )
            #expect((rest.paid.count, rest.returned.count) == (3, 1))
            try await scene.account(of: payees[2], number: "0000009", confirmed: "2026-12-26T00:00:00Z")
            let retry = RetryTransfers(office: afterwards)
            let next = day("2026-12-28")
            let tried = try await retry(december, on: next, to: folder, by: bank, as: staff.accountant)
            #expect(tried.map { $0.path } == [folder + "/transfer-2026-12-retry1.txt"])
            let file = try ZenginFile(try Data(contentsOf: URL(fileURLWithPath: tried[0].path)))
            #expect(file.transfers.map(\.amount) == [Yen(26_937)])
            #expect(file.transfers.map(\.accountNumber) == ["0000009"])
            await #expect(throws: Refusal.nothingToPay(december)) {
                try await retry(december, on: next, to: folder, by: bank, as: staff.accountant)
            }
            // Both files are made again to the byte.
            let all = try await export(december, to: folder, by: bank, as: staff.accountant)
            #expect(all.map(\.sha256) == [first.sha256, tried[0].sha256])
            let later = database.office(at: moment("2026-12-29T10:00:00+09:00"))
            let last = try await SettleTransferFile(office: later)(
                tried[0].file,
                paidOn: next,
                as: staff.accountant
            )
            #expect(last.closed.count == 1)
        }
        let page = try await ReadMonth(office: office)(december, as: staff.accountant)
        #expect(page.payments.map(\.state) == Array(repeating: .paid, count: 5))
    }

    @Test("are settled in whole after a part of them was")
    func rest() async throws {
        _ = try await closed()
        try await withFolder { folder in
            let export = ExportTransferFiles(office: office)
            let file = try await export(december, to: folder, by: try sampleBank(), as: staff.accountant)[0]
                .file
            let settle = SettleTransferFile(office: afterwards)
            let paidOn = day("2026-12-25")
            let early = TransferResult(record: 4, returned: "口座相違")
            _ = try await settle(file, paidOn: paidOn, results: [early], as: staff.accountant)
            await #expect(throws: Refusal.settledAlready(file, record: 4)) {
                try await settle(file, paidOn: paidOn, returned: [4: "口座相違"], as: staff.accountant)
            }
            let rest = try await settle(file, paidOn: paidOn, returned: [2: "解約"], as: staff.accountant)
            #expect((rest.paid.count, rest.returned.count) == (3, 1))
            await #expect(throws: Refusal.settledAlready(file, record: 1)) {
                try await settle(file, paidOn: paidOn, as: staff.accountant)
            }
        }
    }

    @Test("go to an account that came after the approval only when a third person has confirmed it")
    func thirdPerson() async throws {
        let payees = try await closed()
        let bank = try sampleBank(BankProfile(namesRequired: false))
        try await withFolder { folder in
            let export = ExportTransferFiles(office: office)
            let first = try await export(december, to: folder, by: bank, as: staff.accountant)[0]
            _ = try await SettleTransferFile(office: afterwards)(
                first.file,
                paidOn: day("2026-12-25"),
                results: [TransferResult(record: 1, returned: "口座なし")],
                as: staff.accountant
            )
            let change = ChangeAccount(office: afterwards)
            func account(_ number: String) throws -> AccountDraft {
                try AccountDraft(
                    bankCode: "0001",
                    branchCode: "001",
                    depositType: 1,
                    number: number,
                    holderKana: "コウ タロウ"
                )
            }
            let alone = try await change(
                of: payees[0],
                to: try account("0000008"),
                confirmation: .calledBack(note: "12月26日 本人に電話"),
                as: staff.accountant
            )
            let retry = RetryTransfers(office: afterwards)
            let next = day("2026-12-28")
            await #expect(throws: Refusal.accountUnseen(alone)) {
                try await retry(december, on: next, to: folder, by: bank, as: staff.accountant)
            }
            let seen = try await change(of: payees[0], to: try account("0000009"), as: staff.accountant)
            try await ConfirmAccount(office: afterwards)(seen, as: staff.approver)
            let tried = try await retry(december, on: next, to: folder, by: bank, as: staff.accountant)
            let file = try ZenginFile(try Data(contentsOf: URL(fileURLWithPath: tried[0].path)))
            #expect(file.transfers.map(\.accountNumber) == ["0000009"])
        }
    }

    @Test("of a month that closed after its payment day are made for a day that somebody names")
    func late() async throws {
        _ = try await closed()
        let found = try await CheckMonth(office: office)(december, as: staff.accountant)
        #expect(found.concerns == [MonthConcern(.closedAlready, count: 1)])
        try await withFolder { folder in
            let export = ExportTransferFiles(office: afterwards)
            let bank = try sampleBank()
            for passed in [nil, day("2026-12-25")] {
                await #expect(throws: Refusal.payDayPassed(december, day("2026-12-25"))) {
                    try await export(december, on: passed, to: folder, by: bank, as: staff.accountant)
                }
            }
            let ahead = DateRange(day("2026-12-26")...)
            await #expect(throws: Refusal.field(FieldRefused(.payOn, expected: .dateWithin(ahead)))) {
                try await export(december, on: day("2026-12-24"), to: folder, by: bank, as: staff.accountant)
            }
            let days = DateRange(day("2026-12-25")...)
            await #expect(throws: Refusal.field(FieldRefused(.payOn, expected: .dateWithin(days)))) {
                let early = ExportTransferFiles(office: office)
                _ = try await early(
                    december,
                    on: day("2026-12-24"),
                    to: folder,
                    by: bank,
                    as: staff.accountant
                )
            }
            await #expect(throws: Refusal.bankClosed(day("2026-12-27"))) {
                try await export(december, on: day("2026-12-27"), to: folder, by: bank, as: staff.accountant)
            }
            let monday = day("2026-12-28")
            let made = try await export(december, on: monday, to: folder, by: bank, as: staff.accountant)
            #expect(made.map(\.valueDate) == [monday])
            // Made again it keeps its day.
            let again = try await export(december, to: folder, by: bank, as: staff.accountant)
            #expect(again.map(\.sha256) == made.map(\.sha256))
            // So it does when that day becomes a holiday meanwhile.
            let newYear = Holiday(date: day("2026-12-31"), name: "大みそか")
            try await CorrectHolidays(office: afterwards)(
                [Holiday(date: monday, name: "国民の休日"), newYear],
                of: 2026,
                because: "特別措置法",
                as: staff.administrator
            )
            let later = try await export(december, to: folder, by: bank, as: staff.accountant)
            #expect(later.map(\.sha256) == made.map(\.sha256))
            let one = try await RepeatTransferFile(office: afterwards)(
                made[0].file,
                to: folder,
                by: bank,
                as: staff.accountant
            )
            #expect(one.file.sha256 == made[0].sha256)
        }
    }

    @Test("are not settled by what cannot be an answer to them")
    func answers() async throws {
        _ = try await closed()
        try await withFolder { folder in
            let file = try await ExportTransferFiles(office: office)(
                december,
                to: folder,
                by: sampleBank(),
                as: staff.accountant
            )[0].file
            let settle = { (result: [TransferResult], paidOn: String) in
                try await SettleTransferFile(office: afterwards)(
                    file,
                    paidOn: day(paidOn),
                    results: result,
                    as: staff.accountant
                )
            }
            let paid = TransferResult(record: 1, returned: nil)
            await #expect(throws: Refusal.dayAhead(day("2026-12-27"))) {
                try await settle([paid], "2026-12-27")
            }
            await #expect(throws: Refusal.paidTooEarly(first: day("2026-12-25"))) {
                try await settle([paid], "2026-12-24")
            }
            // What the bank sends back it may send back before it was to pay, but not before it had the file.
            let back = TransferResult(record: 1, returned: "口座なし")
            await #expect(throws: Refusal.paidTooEarly(first: day("2026-12-10"))) {
                try await settle([back], "2026-12-09")
            }
            await #expect(throws: Refusal.noTransfer(file, record: 6)) {
                try await settle([TransferResult(record: 6, returned: nil)], "2026-12-25")
            }
            await #expect(throws: Refusal.settledAlready(file, record: paid.record)) {
                try await settle([paid, paid], "2026-12-25")
            }
            await #expect(throws: Refusal.resultAmount(file, record: 2, sent: Yen(26_937))) {
                let other = TransferResult(record: 2, amount: Yen(26_938), returned: nil)
                _ = try await settle([paid, other], "2026-12-25")
            }
            let retry = RetryTransfers(office: afterwards)
            let ahead = DateRange(day("2026-12-26")...)
            for (date, refusal) in [
                ("2026-12-25", Refusal.field(FieldRefused(.payOn, expected: .dateWithin(ahead)))),
                ("2026-12-28", Refusal.nothingToPay(december)),
            ] {
                await #expect(throws: refusal) {
                    try await retry(
                        december,
                        on: day(date),
                        to: folder,
                        by: sampleBank(),
                        as: staff.accountant
                    )
                }
            }
            _ = try await settle([TransferResult(record: 1, returned: "口座なし")], "2026-12-25")
            await #expect(throws: Refusal.bankClosed(day("2026-12-27"))) {
                try await retry(
                    december,
                    on: day("2026-12-27"),
                    to: folder,
                    by: sampleBank(),
                    as: staff.accountant
                )
            }
        }
        let page = try await ReadMonth(office: office)(december, as: staff.accountant)
        #expect(page.payments.allSatisfy { $0.state == .exported })
    }
}

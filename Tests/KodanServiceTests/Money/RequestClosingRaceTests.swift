import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Testing

private let august = YearMonth(containing: day("2026-08-01"))

@Suite("A request whose last two affairs end at once is closed, once,", .database)
struct RequestClosingRaceTests {
    private let database = TestDatabase.current

    @Test("by the bank's answer for who was replaced, and by the calculation of a fee that is declined")
    func calculated() async throws {
        let replaced = try await RequestClosingTests.Replaced(ticket: 700)
        try await AgreeFee(office: replaced.scene.office)(
            .declined,
            for: replaced.given,
            because: "本人の申し出",
            as: replaced.scene.cast.coordinator
        )
        let bank = try sampleBank()
        try await withFolder { folder in
            let sent = try await replaced.scene.send(august, to: folder, by: bank)
            let file = try #require(sent.files.first)
            try await atOnce(
                { try await Self.settle(file, sent.paidOn, replaced.scene) },
                { _ = try await replaced.calculate() }
            )
        }
        try await expectClosed(replaced)
    }

    @Test("by two answers of the bank")
    func settled() async throws {
        let replaced = try await RequestClosingTests.Replaced()
        _ = try await replaced.calculate()
        let bank = try sampleBank(BankProfile(recordLimit: 1))
        try await withFolder { folder in
            let sent = try await replaced.scene.send(august, to: folder, by: bank)
            try #require(sent.files.count == 2)
            let (first, second) = (sent.files[0], sent.files[1])
            try await atOnce(
                { try await Self.settle(first, sent.paidOn, replaced.scene) },
                { try await Self.settle(second, sent.paidOn, replaced.scene) }
            )
        }
        try await expectClosed(replaced)
    }

    private static func settle(
        _ file: ExportedTransfer,
        _ paidOn: LocalDate,
        _ scene: EndScene
    ) async throws {
        _ = try await SettleTransferFile(office: scene.office)(
            file.file,
            paidOn: paidOn,
            as: scene.staff.accountant
        )
    }

    private func expectClosed(_ replaced: RequestClosingTests.Replaced) async throws {
        #expect(try await replaced.state() == "closed")
        let events = try await replaced.scene.cast.events().filter { $0.contains("request.closed") }
        #expect(events.count == 1)
    }

    /// Runs `first` until the bank's answer is in the books, which nobody else sees yet, then `second` as far as it
    /// goes, then both to their ends.
    private func atOnce(
        _ first: @escaping @Sendable () async throws -> Void,
        _ second: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await database.holding(at: "payment.settled", first, while: second)
    }
}

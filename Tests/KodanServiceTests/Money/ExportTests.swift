import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanTestSupport
import Postgres
import Testing

private let december = YearMonth(containing: day("2026-12-01"))

@Suite("Exporting a closed month", .database)
struct ExportTests {
    let database = TestDatabase.current
    var staff: Staff { database.staff }

    /// A closed month of three payments, one of them with two honoraria.
    private func closed() async throws -> Office {
        let scene = try await MoneyScene()
        let office = database.office(at: moment("2026-12-10T10:00:00+09:00"))
        for index in 0..<3 {
            let (presenter, _) = try await scene.presenter(number: "123456\(index)")
            _ = try await scene.lecture(by: presenter, on: day("2026-11-10"), travel: [.cash(1000 + index)])
            if index == 1 { _ = try await scene.lecture(by: presenter, on: day("2026-11-11")) }
        }
        _ = try await closedMonth(office, staff)
        return office
    }

    private func exportFile(_ office: Office, to folder: String) async throws -> ExportedTransfer {
        let bank = try sampleBank()
        return try await ExportTransferFiles(office: office)(
            december,
            to: folder,
            by: bank,
            as: staff.accountant
        )[0]
    }

    private func exportList(_ office: Office, to folder: String) async throws -> ExportedList {
        try await ExportHonorariumList(office: office)(december, to: folder, as: staff.accountant)
    }

    /// How many lists, files and transfers the database knows of.
    private func rows() async throws -> [Int] {
        try await database.owner.transaction { session in
            try session.one(
                """
                SELECT ARRAY[(SELECT count(*) FROM export_run), (SELECT count(*) FROM transfer_file),
                             (SELECT count(*) FROM transfer_attempt)] AS counts
                """
            ) { row throws(PostgresError) in try row.value("counts") }
        }
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test("makes the same bytes again, and no transfer twice")
    func again() async throws {
        let office = try await closed()
        try await withFolder { folder in
            let file = try await exportFile(office, to: folder)
            let list = try await exportList(office, to: folder)
            let first = [try bytes(file.path), try bytes(list.path)]
            #expect(try names(in: folder) == ["honoraria-2026-12.csv", "transfer-2026-12.txt"])
            #expect(first.map(\.count) == [file.byteCount, list.byteCount])
            database.clock.advance(days: 3)
            let secondFile = try await exportFile(office, to: folder)
            let secondList = try await exportList(office, to: folder)
            #expect([try bytes(secondFile.path), try bytes(secondList.path)] == first)
            #expect((file.isRepeat, secondFile.isRepeat) == (false, true))
            #expect(secondFile.file == file.file)
            #expect((list.differsFromLast, secondList.differsFromLast) == (false, false))
            let rows = try await rows()
            #expect(rows == [2, 1, 3])
            #expect(list.totals.net == file.total)
            #expect(list.totals.lines == 4)
        }
    }

    @Test("says of a new file whether it replaced one that the database knows nothing of")
    func afterRestore() async throws {
        let office = try await closed()
        try await withFolder { folder in
            // What went to the bank before yesterday's backup was restored.
            try Data("sent".utf8).write(to: URL(fileURLWithPath: folder + "/transfer-2026-12.txt"))
            let file = try await exportFile(office, to: folder)
            #expect((file.isRepeat, file.hasReplaced) == (false, true))
            let written = try bytes(file.path)
            #expect(written.count == file.byteCount)
            let again = try await exportFile(office, to: folder)
            #expect((again.isRepeat, again.hasReplaced) == (true, false))
        }
        try await withFolder { folder in
            let file = try await exportFile(office, to: folder)
            #expect(!file.hasReplaced)
        }
    }

    @Test("refuses to make another file for the month than the one that is known")
    func differs() async throws {
        let office = try await closed()
        try await withFolder { folder in
            let file = try await exportFile(office, to: folder)
            let other = try sampleBank(BankProfile(transferCode: .zero))
            await #expect(throws: Refusal.fileDiffers(file.file)) {
                try await ExportTransferFiles(office: office)(
                    december,
                    to: folder,
                    by: other,
                    as: staff.accountant
                )
            }
            #expect(Array(try bytes(file.path)).count == file.byteCount)
            #expect(try names(in: folder) == ["transfer-2026-12.txt"])
        }
    }

    @Test("gives two who export at once the same file, made once")
    func twoAtOnce() async throws {
        let office = try await closed()
        try await withFolder { folder in
            async let one = exportFile(office, to: folder)
            async let other = exportFile(office, to: folder)
            let both = try await [one, other]
            #expect(both[0].sha256 == both[1].sha256)
            #expect(Set(both.map(\.isRepeat)) == [true, false])
            let rows = try await rows()
            #expect(rows == [0, 1, 3])
            #expect(try names(in: folder) == ["transfer-2026-12.txt"])
        }
    }

    @Test("leaves nothing behind in a folder that is missing or may not be written to")
    func unwritable() async throws {
        let office = try await closed()
        try await withFolder { folder in
            await #expect(throws: FileProblem.folderMissing(folder + "/none")) {
                try await exportFile(office, to: folder + "/none")
            }
            await #expect(throws: FileProblem.folderMissing(folder + "/none")) {
                try await exportList(office, to: folder + "/none")
            }
        }
        // Not even root can make files here.
        await #expect(throws: FileProblem.notWritable("/sys")) { try await exportFile(office, to: "/sys") }
        let rows = try await rows()
        #expect(rows == [0, 0, 0])
        let page = try await ReadMonth(office: office)(december, as: staff.accountant)
        #expect(page.payments.map(\.state) == [.closed, .closed, .closed])
    }

    @Test("leaves nothing behind on a full disk", .enabled(if: SmallDisk.canBeMade))
    func full() async throws {
        let office = try await closed()
        try await withFolder { folder in
            let disk = try SmallDisk(at: folder)
            defer { disk.remove() }
            try disk.fill()
            await #expect(throws: FileProblem.diskFull(folder)) { try await exportFile(office, to: folder) }
            await #expect(throws: FileProblem.diskFull(folder)) { try await exportList(office, to: folder) }
            #expect(try names(in: folder) == ["filler"])
            let rows = try await rows()
            #expect(rows == [0, 0, 0])
            try FileManager.default.removeItem(atPath: folder + "/filler")
            let records = try await exportFile(office, to: folder).records
            #expect(records == 3)
        }
    }

    @Test("takes the file away again when the transaction is lost after it was put in place")
    func lostCommit() async throws {
        let office = try await closed()
        try await database.owner.transaction { session in
            try session.script(
                """
                CREATE FUNCTION refuse_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'the power went' USING CONSTRAINT = 'power'; END $$;
                CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON audit_event DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION refuse_at_commit();
                """
            )
        }
        try await withFolder { folder in
            let error = try await #require(throws: PostgresError.self) {
                try await exportFile(office, to: folder)
            }
            #expect(error.constraint == "power")
            let left = try names(in: folder)
            #expect(left.isEmpty)
            let rows = try await rows()
            #expect(rows == [0, 0, 0])
        }
    }

    @Test("refuses an account number that was moved from another payee")
    func movedNumber() async throws {
        let office = try await closed()
        try await database.owner.transaction { session in
            try session.execute(
                """
                UPDATE payee_account
                   SET sealed_number = (SELECT sealed_number FROM payee_account ORDER BY id LIMIT 1)
                """
            )
        }
        try await withFolder { folder in
            await #expect(throws: Refusal.accountKeys) { try await exportFile(office, to: folder) }
            let left = try names(in: folder)
            #expect(left.isEmpty)
        }
    }

    @Test("refuses totals that are not those of the close")
    func totals() async throws {
        let office = try await closed()
        try await database.owner.transaction { session in
            try session.script(
                """
                ALTER TABLE payment_month DISABLE TRIGGER kept;
                UPDATE payment_month SET gross = gross + 1, base = base + 1, net = net + 1;
                """
            )
        }
        try await withFolder { folder in
            await #expect(throws: Refusal.totalsDiffer(december)) { try await exportFile(office, to: folder) }
            await #expect(throws: Refusal.totalsDiffer(december)) { try await exportList(office, to: folder) }
            let left = try names(in: folder)
            #expect(left.isEmpty)
        }
    }
}

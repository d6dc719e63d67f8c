import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Papers of a closed month", .database)
struct UnhinderedPapersTests {
    private let database = TestDatabase.current

    @Test("are made while somebody prepares, approves or closes another month")
    func unhindered() async throws {
        let scene = try await PaperScene()
        let accounts = try PaperScene.accounts()
        let (office, accountant) = (scene.office, scene.staff.accountant)
        try await withFolder { folder in
            try await database.owner.transaction { session in
                try PaymentMonthStore(session).exclusively()
                let passed = Gate()
                Task {
                    defer { passed.open() }
                    let month = PaperScene.december
                    _ = try await ExportHonorariumList(office: office)(month, to: folder, as: accountant)
                    let journal = ExportJournal(office: office)
                    _ = try await journal(month, to: folder, by: accounts, as: accountant)
                    _ = try await ExportTaxSlip(office: office)(month, to: folder, as: accountant)
                }
                passed.wait()
                #expect(
                    try names(in: folder)
                        == ["honoraria-2026-12.csv", "journal-2026-12.csv", "tax-slip-2026-12.csv"]
                )
            }
        }
    }
}

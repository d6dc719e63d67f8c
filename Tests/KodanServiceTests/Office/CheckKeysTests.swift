import KodanService
import KodanTestSupport
import Testing

@Suite("Trying the keys on what the database keeps", .database)
struct CheckKeysTests {
    private let database = TestDatabase.current
    private static let own = [UInt8](0..<32)
    private static let other = [UInt8](100..<132)

    private func unfit(_ keys: [Int: [UInt8]], fingerprint: [UInt8] = own.reversed()) async throws
        -> UnfitKeys
    {
        let vault = try #require(AccountVault(keys: keys, fingerprintKey: fingerprint))
        let office = Office(pool: database.app, clock: database.clock.office, vault: vault)
        return try await CheckKeys(office: office)()
    }

    @Test("finds those that are others, and those that are not there")
    func finds() async throws {
        // Before the first account any keys will do.
        #expect(try await unfit([1: Self.other], fingerprint: Self.other) == UnfitKeys())
        _ = try await database.makePresenter(Sample.presenter(1, payee: Sample.payee(account: "1234567")))
        #expect(try await unfit([1: Self.own]) == UnfitKeys())
        #expect(try await unfit([1: Self.own, 2: Self.other]) == UnfitKeys())
        var wrong = UnfitKeys()
        wrong.wrong = [1]
        #expect(try await unfit([1: Self.other]) == wrong)
        #expect(try await unfit([1: Self.other, 2: Self.own]) == wrong)
        var missing = UnfitKeys()
        missing.missing = [1]
        #expect(try await unfit([2: Self.own]) == missing)
        var unknown = UnfitKeys()
        unknown.isFingerprintWrong = true
        #expect(try await unfit([1: Self.own], fingerprint: Self.other) == unknown)
    }
}

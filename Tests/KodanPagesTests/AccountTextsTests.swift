import KodanDomain
import Testing

@testable import KodanPages

@Suite("The page of an account")
struct AccountTextsTests {
    private func page(isStaff: Bool = true, recoveryCodes: Int?) throws -> PageContent {
        AccountTexts.account(
            email: try EmailAddress("tanto@example.jp"),
            sessions: [],
            now: nil,
            tokens: [],
            isStaff: isStaff,
            recoveryCodes: recoveryCodes,
            done: nil
        )
    }

    @Test("says how many recovery codes are left, and of few how to get others", arguments: [0, 3, 4, 10])
    func left(count: Int) throws {
        let block = try #require(try page(recoveryCodes: count).blocks.last)
        #expect(block.facts == [Fact("使っていない回復コード", "\(count)個")])
        #expect(block.paragraphs.isEmpty == (count > 3))
    }

    @Test("says nothing of them without an authenticator, and to nobody but staff")
    func none() throws {
        let block = try #require(try page(recoveryCodes: nil).blocks.last)
        #expect(block.heading == "認証アプリ" && block.facts.isEmpty && block.paragraphs.isEmpty)
        #expect(try page(isStaff: false, recoveryCodes: nil).blocks.last?.heading == "ログイン中の画面")
    }
}

import KodanDomain
import Testing

@testable import KodanPages

@Suite("The page of an account")
struct AccountTextsTests {
    private func page(
        prefectures: [PrefectureEntry]? = nil,
        isStaff: Bool = true,
        recoveryCodes: Int? = nil
    ) throws -> PageContent {
        AccountTexts.account(
            email: try EmailAddress("tanto@example.jp"),
            prefectures: prefectures,
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

    private static func prefecture(_ number: Int, _ name: String) throws -> PrefectureEntry {
        let code = try #require(PrefectureCode(number: number))
        return PrefectureEntry(code: code, name: name, kana: "", romaji: "")
    }

    @Test("says to coordinators where they are at work, and to nobody else")
    func limits() throws {
        func told(_ prefectures: [PrefectureEntry]?) throws -> [Fact] {
            try #require(try page(prefectures: prefectures).blocks.first).facts
        }
        let mail = Fact("メールアドレス", "tanto@example.jp")
        let (chiba, tokyo) = (try Self.prefecture(12, "千葉県"), try Self.prefecture(13, "東京都"))
        #expect(try told(nil) == [mail])
        #expect(try told([]) == [mail, Fact("担当する都道府県", "全国")])
        #expect(try told([chiba, tokyo]) == [mail, Fact("担当する都道府県", "千葉県、東京都")])
    }

    @Test(
        "and the head of every page say it in short",
        arguments: [
            (0, "調整担当"), (1, "調整担当：北海道のみ"), (3, "調整担当：北海道・青森県・岩手県のみ"), (4, "調整担当：北海道など4都道府県のみ"),
        ]
    )
    func head(count: Int, words: String) throws {
        let names = ["北海道", "青森県", "岩手県", "宮城県"]
        let user = PageUser(
            name: "調整 花子",
            role: .coordinator,
            prefectures: try names.prefix(count).enumerated().map { try Self.prefecture($0 + 1, $1) },
            roles: [.coordinator],
            csrfToken: "",
            formKey: ""
        )
        let page = PageLibrary.shipped.html(PageContent("申込", []), in: PageFrame(user, at: "/requests"))
        #expect(page.contains("<p>調整 花子 様（\(words)）</p>"))
    }
}

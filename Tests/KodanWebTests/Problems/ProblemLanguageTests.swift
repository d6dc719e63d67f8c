import HTTPTypes
import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("A problem's words", .database)
struct ProblemLanguageTests {
    /// A call that is refused before any rule of the programme is asked, and what its sentences hold in each language.
    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let method: HTTPRequest.Method
        let path: String
        var body: String?
        let japanese: String
        let english: String
    }

    private static let refused = [
        Refused(
            testDescription: "a parameter that there is not",
            method: .get,
            path: "/v1/requests?colour=red",
            japanese: "このパラメーターはありません。",
            english: "There is no such parameter."
        ),
        Refused(
            testDescription: "a field of the wrong kind",
            method: .post,
            path: "/v1/requests",
            body: #"{"title": 7}"#,
            japanese: "文字列を指定してください。",
            english: "A text is expected."
        ),
        Refused(
            testDescription: "a path that there is not",
            method: .get,
            path: "/v1/fishes",
            japanese: "何も提供していません。",
            english: "Nothing is served"
        ),
        Refused(
            testDescription: "a body that is no JSON",
            method: .post,
            path: "/v1/requests",
            body: "{,}",
            japanese: "本文をJSONとして読み取れません",
            english: "The body is no JSON"
        ),
        Refused(
            testDescription: "a name that stands twice",
            method: .post,
            path: "/v1/requests",
            body: #"{"title": "a", "title": "b"}"#,
            japanese: "名前「title」が2回あります",
            english: "the name “title” stands twice"
        ),
        Refused(
            testDescription: "the key of another thing",
            method: .get,
            path: "/v1/requests/pre-1",
            japanese: "「pre-1」は申込のキーではありません",
            english: "“pre-1” is the key of no request"
        ),
        Refused(
            testDescription: "a programme that there is not",
            method: .get,
            path: "/v1/programmes/nope",
            japanese: "事業「nope」が見つかりません",
            english: "There is no programme “nope”"
        ),
        Refused(
            testDescription: "a title",
            method: .get,
            path: "/v1/requests/req-99",
            japanese: #""title":"見つかりません""#,
            english: #""title":"Not found""#
        ),
    ]

    @Test("are in the language that the asker wants, Japanese if they do not say", arguments: refused)
    func language(refused: Refused) async throws {
        let world = try await World()
        try await world.serve { browser in
            for language in ["ja", "en", nil] {
                var headers: HTTPFields = [
                    .authorization: "Bearer \(try browser.world.token(of: .staff(.coordinator)))",
                    .contentType: "application/json", .idempotencyKey: "once",
                ]
                headers[.acceptLanguage] = language
                let answer = try await browser.send(refused.method, refused.path, headers, refused.body)
                #expect((400..<500).contains(answer.status))
                #expect(answer.headers[.contentLanguage] == language ?? "ja")
                #expect(answer.text.contains(language == "en" ? refused.english : refused.japanese))
                #expect(!answer.text.contains(language == "en" ? refused.japanese : refused.english))
            }
        }
    }
}

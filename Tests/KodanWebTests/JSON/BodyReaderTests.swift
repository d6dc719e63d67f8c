import HTTPTypes
import Hummingbird
import Testing

@testable import KodanWeb

@Suite("The reader of bodies")
struct BodyReaderTests {
    @Test("does not wait for ever for a body that trickles in")
    func slow() async throws {
        let (body, source) = RequestBody.makeStream()
        let head = HTTPRequest(
            method: .post,
            scheme: "http",
            authority: "localhost",
            path: "/v1/requests",
            headerFields: [.contentType: "application/json"]
        )
        await source.yield(ByteBuffer(string: "{"))
        let reader = BodyReader(maxBytes: 100, timeout: .milliseconds(100), deadlines: Deadlines())
        await #expect { try await reader.bytes(of: Request(head: head, body: body)) } throws: { error in
            let problem = error as? Problem
            return problem?.status == .requestTimeout && problem?.code == "body_timeout"
        }
        source.finish()
    }

    @Test(
        "takes JSON that is plain UTF-8, and says what else it was sent",
        arguments: [
            ("application/json", nil, nil), ("Application/JSON; Charset=\"UTF-8\"", nil, nil),
            ("application/json;charset=utf-8", "identity", nil),
            ("application/json; charset=shift_jis", nil, "unsupported_charset"),
            ("application/json", "gzip", "unsupported_coding"), ("text/plain", nil, "unsupported_type"),
            ("", nil, "unsupported_type"), ("application/json-patch+json", nil, "unsupported_type"),
        ] as [(String, String?, String?)]
    )
    func types(type: String, coding: String?, problem: String?) async throws {
        var fields: HTTPFields = [.contentType: type]
        fields[.contentEncoding] = coding
        let head = HTTPRequest(
            method: .post,
            scheme: "http",
            authority: "localhost",
            path: "/v1/requests",
            headerFields: fields
        )
        let reader = BodyReader(maxBytes: 100, timeout: .seconds(60), deadlines: Deadlines())
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: "{}")))
        do {
            #expect(try await reader.bytes(of: request) == Array("{}".utf8))
            #expect(problem == nil)
        } catch let found as Problem {
            #expect(found.status == .unsupportedMediaType && found.code == problem)
        }
    }
}

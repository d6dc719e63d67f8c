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
}

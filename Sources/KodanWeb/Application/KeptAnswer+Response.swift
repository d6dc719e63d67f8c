import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import NIOCore

extension Response {
    /// The answer as it is kept for a repeated call.
    func kept() async throws -> KeptAnswer {
        var headers: [String: String] = [:]
        for field in self.headers { headers[field.name.canonicalName] = field.value }
        return KeptAnswer(status: status.code, headers: headers, body: try await bytes())
    }

    /// An answer that was kept.
    init(_ answer: KeptAnswer) {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        self.init(
            status: HTTPResponse.Status(code: answer.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }

    /// The `ETag` of the state that the body shows: what it hashes to.
    mutating func tag() async throws -> String {
        let bytes = try await bytes()
        body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        return EntityTag.tag(of: bytes)
    }

    private func bytes() async throws -> [UInt8] {
        let collected = CollectedBody()
        try await body.write(collected)
        return collected.bytes
    }
}

/// Keeps what a body writes.
///
/// A class, for the writer is consumed by the body.
private final class CollectedBody: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws {
        bytes.append(contentsOf: buffer.readableBytesView)
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

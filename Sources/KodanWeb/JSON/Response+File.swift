import Foundation
import HTTPTypes
import Hummingbird
import KodanService

extension Response {
    /// A file that goes out in pieces, with its digest (RFC 9530) where it is recorded.
    static func file(
        _ file: SpooledFile,
        _ type: String,
        name: String,
        sha256: [UInt8]? = nil
    ) -> Response {
        var response = attachment(file, type: type, name: name)
        if let sha256 { response.headers.tell(sha256) }
        return response
    }

    /// A small file.
    static func file(_ bytes: [UInt8], _ type: String, name: String, sha256: [UInt8]) -> Response {
        var headers: HTTPFields = [.contentType: type, .contentDisposition: contentDisposition(name)]
        headers.tell(sha256)
        // In one piece a slow client would seem to take nothing until it has taken nearly all.
        let body = ResponseBody(contentLength: bytes.count) { writer in
            for start in stride(from: 0, to: bytes.count, by: 65_536) {
                let piece = bytes[start..<min(start + 65_536, bytes.count)]
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}

extension HTTPFields {
    fileprivate mutating func tell(_ sha256: [UInt8]) {
        self[.reprDigest] = "sha-256=:\(Data(sha256).base64EncodedString()):"
    }
}

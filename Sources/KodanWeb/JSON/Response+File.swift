import Foundation
import HTTPTypes
import Hummingbird
import KodanService

extension Response {
    /// A file that goes out in pieces: one of any size takes the memory of one piece.
    static func file(
        _ file: SpooledFile,
        _ type: String,
        name: String,
        sha256: [UInt8]? = nil,
        headers: HTTPFields = [:]
    ) -> Response {
        let body = ResponseBody(contentLength: file.byteCount) { writer in
            var offset = 0
            while offset < file.byteCount {
                let piece = try file.piece(at: offset)
                try await writer.write(ByteBuffer(bytes: piece))
                offset += piece.count
            }
            try await writer.finish(nil)
        }
        var headers = headers
        headers.name(type, name, sha256)
        return Response(status: .ok, headers: headers, body: body)
    }

    /// A small file.
    static func file(_ bytes: [UInt8], _ type: String, name: String, sha256: [UInt8]? = nil) -> Response {
        var headers: HTTPFields = [:]
        headers.name(type, name, sha256)
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}

extension HTTPFields {
    /// What the body is, what it is called, and its digest (RFC 9530) where it is recorded.
    fileprivate mutating func name(_ type: String, _ name: String, _ sha256: [UInt8]?) {
        self[.contentType] = type
        self[.contentDisposition] = "attachment; filename=\"\(name)\""
        if let sha256 { self[.reprDigest] = "sha-256=:\(Data(sha256).base64EncodedString()):" }
    }
}

extension HTTPField.Name {
    /// `Repr-Digest` (RFC 9530).
    static let reprDigest = checkedName("Repr-Digest")
    /// How many characters the encoding does not have, so that others stand in their place.
    static let replacedCharacters = checkedName("Kodan-Replaced-Characters")

    private static func checkedName(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header") }
        return name
    }
}

import HTTPTypes
import Hummingbird
import KodanService

extension Response {
    /// A file to be kept under `name`, in pieces: a file of any size takes the memory of one piece.
    static func attachment(_ file: SpooledFile, type: String, name: String) -> Response {
        let body = ResponseBody(contentLength: file.byteCount) { writer in
            var offset = 0
            while offset < file.byteCount {
                let piece = try file.piece(at: offset)
                try await writer.write(ByteBuffer(bytes: piece))
                offset += piece.count
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: type, .contentDisposition: contentDisposition(name)],
            body: body
        )
    }
}

/// `attachment` with a file's name, as RFC 6266 has it: plain letters for all, and the whole name in UTF-8 (RFC 8187).
///
/// The name comes from outside: nothing of it leaves the quotation marks, and no part of it is a path.
func contentDisposition(_ name: String) -> String {
    let name = String(name.map { $0 == "/" || $0 == "\\" ? "_" : $0 })
    let plain = name.map { letter in
        letter.isASCII && (letter.isLetter || letter.isNumber || "-._ ".contains(letter)) ? letter : "_"
    }
    return "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''\(name.percentEncoded)"
}

import Hummingbird

extension Response {
    /// An answer with a body of JSON.
    static func json(
        _ body: some Encodable,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) throws -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        let bytes = ByteBuffer(bytes: try JSONWriter.bytes(of: body))
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }
}

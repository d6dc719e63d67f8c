import Hummingbird
import KodanText

extension BodyReader {
    /// The bytes of a body of one of these media types.
    ///
    /// Throws ``Problem``: 413 if it is too large, 408 if it does not arrive in time, 415 for another type.
    func file(of request: Request, types: [String]) async throws -> [UInt8] {
        let type = request.headers[.contentType] ?? ""
        let name = type.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
        guard let name, types.contains(name) else {
            throw Problem(
                .unsupportedMediaType,
                "unsupported_type",
                .mediaTypes(types)
            )
        }
        if let text = request.headers[.contentLength], let length = Int(text), length > maxBytes {
            throw Problem.tooLarge
        }
        return try await collect(request)
    }
}

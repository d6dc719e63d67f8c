import Hummingbird
import KodanDomain
import KodanService

/// Reads `Authorization: Bearer kdn_…`.
///
/// It only parses; whether the token serves is found out by the transaction that acts for it.
struct BearerToken: RouterMiddleware {
    typealias Context = KodanContext

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.credential = try BearerToken.credential(of: request)
        return try await next(request, context)
    }

    /// The credential that a request brings.
    static func credential(of request: Request) throws(Refusal) -> Credential {
        guard let header = request.headers[.authorization], let token = token(in: header) else {
            throw .notSignedIn
        }
        return .token(token)
    }

    /// The token of a header; nil if it holds none that could serve.
    static func token(in header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = parts[1]
        let letters = token.utf8.dropFirst(4)
        let isLetter: (UInt8) -> Bool = { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F
        }
        guard token.hasPrefix("kdn_"), letters.count == 43, letters.allSatisfy(isLetter) else { return nil }
        return String(token)
    }
}

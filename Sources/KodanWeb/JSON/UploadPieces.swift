import HTTPTypes
import Hummingbird
import KodanService
import KodanText

/// The bytes of a body that is a file, piece by piece, bounded in size; what is wrong with them is a ``Problem``.
struct UploadPieces: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    private let body: RequestBody
    private let limit: Int

    /// At most `limit` bytes of `body`.
    init(_ body: RequestBody, limit: Int) {
        self.body = body
        self.limit = limit
    }

    /// The media type that `request` declares; nil where it declares none.
    ///
    /// Throws ``Problem``: 413 for a body that is announced to be too large, 415 for a type that is neither among
    /// `types` nor bytes of any kind, or where it is packed.
    func type(of request: Request, among types: [String]) throws(Problem) -> String? {
        if let text = request.headers[.contentLength], let length = Int(text), length > limit {
            throw .tooLarge
        }
        let type = try request.contentType()
        guard request.headers[.contentType] != nil else { return nil }
        try type.require(among: types + ["application/octet-stream"])
        return type.mediaType
    }

    /// The digest of all of them, which are kept nowhere.
    func sha256() async throws -> [UInt8] {
        var digest = RunningDigest()
        for try await piece in self { digest.add(piece) }
        return digest.sha256()
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(base: body.makeAsyncIterator(), rest: limit)
    }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: RequestBody.AsyncIterator
        fileprivate var rest: Int

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            let piece: ByteBuffer?
            do {
                piece = try await base.next(isolation: actor)
            } catch {
                if Task.isCancelled { throw Problem.slowBody }
                throw Problem.brokenBody
            }
            if Task.isCancelled { throw Problem.slowBody }
            guard let piece else { return nil }
            rest -= piece.readableBytes
            guard rest >= 0 else { throw Problem.tooLarge }
            return Array(piece.readableBytesView)
        }
    }
}

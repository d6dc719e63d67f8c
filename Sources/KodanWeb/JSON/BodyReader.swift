import Hummingbird
import KodanText
import NIOCore

/// Reads the body of a request: bounded in size and time, of the types that are taken.
struct BodyReader: Sendable {
    let maxBytes: Int
    let timeout: Duration
    let deadlines: Deadlines

    /// The bytes of a body of JSON.
    ///
    /// Throws ``Problem``: 413 if it is too large, 408 if it does not arrive in time, 415 for another type.
    func bytes(of request: Request) async throws -> [UInt8] {
        try requireJSON(request)
        if let text = request.headers[.contentLength], let length = Int(text), length > maxBytes {
            throw Problem.tooLarge
        }
        return try await collect(request)
    }

    /// Nothing, for an operation that takes no body; an empty object says nothing either.
    ///
    /// Throws ``Problem``: 400 for anything that is said.
    func nothing(of request: Request) async throws -> [UInt8] {
        guard !request.endsWithHeader else { return [] }
        let bytes: [UInt8]
        do {
            bytes = try await BodyReader(maxBytes: 64, timeout: timeout, deadlines: deadlines).collect(
                request
            )
        } catch let problem as Problem where problem.code == Problem.tooLarge.code {
            throw Problem.bodyNotTaken
        }
        let said = bytes.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard said.isEmpty || said == Array("{}".utf8) else { throw Problem.bodyNotTaken }
        return []
    }

    private func requireJSON(_ request: Request) throws(Problem) {
        let type = request.headers[.contentType] ?? ""
        let name = type.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
        guard name == "application/json" else {
            throw Problem(.unsupportedMediaType, "unsupported_type", .mediaTypes(["application/json"]))
        }
    }

    func collect(_ request: Request) async throws -> [UInt8] {
        let maxBytes = maxBytes
        let arrived = try await deadlines.cancelling(after: timeout) { () -> [UInt8]? in
            do {
                let buffer = try await request.body.collect(upTo: maxBytes)
                return Task.isCancelled ? nil : Array(buffer.readableBytesView)
            } catch is NIOTooManyBytesError {
                throw Problem.tooLarge
            } catch {
                if Task.isCancelled { return nil }
                throw Problem.brokenBody
            }
        }
        guard let arrived else { throw Problem.slowBody }
        return arrived
    }
}

extension Request {
    /// Whether nothing was sent behind the header.
    var endsWithHeader: Bool {
        headers[.transferEncoding] == nil && ["0", nil].contains(headers[.contentLength])
    }
}

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
    /// Throws ``Problem``: 413 if it is too large, 408 if it does not arrive in time, 415 for another type, another
    /// character set, or where it is packed.
    func bytes(of request: Request) async throws -> [UInt8] {
        let type = try request.contentType()
        try type.require(among: ["application/json"])
        try type.requireUTF8()
        return try await announced(request)
    }

    /// The bytes of a body of JSON that may be left out, whatever its header says of it: then those of an object that
    /// says nothing.
    ///
    /// Throws ``Problem`` as ``bytes(of:)`` does, of a body that is there.
    func bytesIfAny(of request: Request) async throws -> [UInt8] {
        let nothing = Array("{}".utf8)
        guard !request.endsWithHeader else { return nothing }
        if request.headers[.contentType] != nil {
            let bytes = try await bytes(of: request)
            return bytes.isEmpty ? nothing : bytes
        }
        let bytes = try await announced(request)
        guard bytes.isEmpty || bytes == nothing else {
            throw Problem(.unsupportedMediaType, "unsupported_type", .mediaTypes(["application/json"]))
        }
        return nothing
    }

    /// The bytes of a body of one of these media types.
    ///
    /// Throws ``Problem``: 413 if it is too large, 408 if it does not arrive in time, 415 for another type, or where it
    /// is packed.
    func file(of request: Request, types: [String]) async throws -> [UInt8] {
        try request.contentType().require(among: types)
        return try await announced(request)
    }

    /// The bytes of a body that is refused at once where its announced length is too large.
    private func announced(_ request: Request) async throws -> [UInt8] {
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

    /// The first ``maxBytes`` of a body, or all of a shorter one; the rest is left unread.
    func beginning(of request: Request) async throws -> [UInt8] {
        let maxBytes = maxBytes
        return try await deadlines.cancelling(after: timeout) { () -> [UInt8] in
            var bytes: [UInt8] = []
            do {
                for try await buffer in request.body where bytes.count < maxBytes {
                    bytes += buffer.readableBytesView.prefix(maxBytes - bytes.count)
                    if bytes.count == maxBytes { break }
                }
            } catch { throw Problem.brokenBody }
            return bytes
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

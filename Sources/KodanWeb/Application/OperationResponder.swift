import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// Serves one operation: holds the call against the contract, then lets the handler answer.
struct OperationResponder: HTTPResponder {
    let operation: Operation
    let server: OperationServer
    private var office: Office { server.office }
    private var configuration: WebConfiguration { server.configuration }

    init(operation: Operation, server: OperationServer) {
        self.operation = operation
        self.server = server
    }

    /// Answers within the operation's time; what takes longer is cancelled.
    func respond(to request: Request, context: KodanContext) async throws -> Response {
        return try await server.deadlines.cancelling(after: operation.limit(configuration)) {
            try await answer(request, context)
        }
    }

    private func answer(_ request: Request, _ context: KodanContext) async throws -> Response {
        let credential =
            operation.roles.isEmpty
            ? nil
            : try BearerToken.credential(of: request, in: configuration.cookie, needing: operation.scope)
        let query = try Query(request, parameters: operation.query)
        let key = try idempotencyKey(of: request)
        let tag = try wantedTag(of: request)
        let call = Call(
            request: request,
            context: context,
            place: operation.place(of: context.parameters),
            office: office,
            configuration: configuration,
            query: query,
            credential: credential,
            bytes: try await body(of: request),
            upload: UploadPieces(request.body, limit: operation.uploadLimit),
            idempotencyKey: key
        )
        do {
            return try await answer(call, tag)
        } catch let refusal as Refusal {
            throw problem(of: refusal, in: call)
        } catch let refused as FieldRefused {
            throw problem(of: .field(refused), in: call)
        }
    }

    /// What people are told of a refusal, where its cause lies in what they sent.
    private func problem(of refusal: Refusal, in call: Call) -> Problem {
        Problem(refusal, at: operation.place(of: refusal, in: call.bytes), in: call.request.answerLanguage)
    }

    /// Answers a call that is as the contract has it.
    private func answer(_ call: Call, _ tag: String?) async throws -> Response {
        if case .reads = operation.effect { return try await read(call) }
        let key = call.idempotencyKey
        guard let credential = call.credential else { return try await operation.handle(call) }
        if case .confides = operation.effect { return try await operation.handle(call) }
        if case .file = operation.body { return try await upload(call, as: credential) }
        let repeated = key.map { office.repeatedCall($0, asking: call.asked(with: call.bytes)) }
        if case .runs = operation.effect {
            guard let repeated else { return try await operation.handle(call) }
            return try await Call.refusingRepeats {
                try await office.longErrand(as: credential, for: operation.roles, repeated: repeated) {
                    try await operation.handle(call).kept()
                }
            }
        }
        return try await Call.refusingRepeats {
            try await office.errand(
                as: credential,
                seeingOneState: operation.changesWhatWasRead,
                repeated: repeated
            ) { office in
                let call = call.served(by: office)
                if let tag { try await hold(tag, against: call) }
                return try await stamped(try await operation.handle(call), call).kept()
            }
        }
    }

    /// The answer to a change with the tag of what came of it, for the next one; none where its maker sees it no more.
    private func stamped(_ answer: Response, _ call: Call) async throws -> Response {
        guard case .changes(let current) = operation.effect, var now = try? await current(call) else {
            return answer
        }
        var answer = answer
        answer.headers[.eTag] = try await now.tag()
        return answer
    }

    /// Answers a reader, who may know the state already.
    private func read(_ call: Call) async throws -> Response {
        var response = try await operation.handle(call)
        guard operation.isTagged, response.status == .ok else { return response }
        let tag = try await response.tag()
        response.headers[.eTag] = tag
        guard let known = call.request.headers[.ifNoneMatch], EntityTag.list(known, names: tag) else {
            return response
        }
        return Response(status: .notModified, headers: [.eTag: tag])
    }

    /// Takes in a file.
    ///
    /// One that comes again under a key is read to its end, for it must be the same, and kept nowhere.
    private func upload(_ call: Call, as credential: Credential) async throws -> Response {
        guard let key = call.idempotencyKey, try await office.knows(key, of: credential) else {
            return try await operation.handle(call)
        }
        let sha256 = try await call.upload.sha256()
        return try await call.once(sha256) { office in
            // The answer was forgotten meanwhile, and the bytes have gone by.
            throw Problem.keyInUse
        }
    }

    /// Refuses a change of what is no longer as its reader saw it.
    private func hold(_ tag: String, against call: Call) async throws {
        guard case .changes(let current) = operation.effect else { return }
        var response = try await current(call)
        guard EntityTag.list(tag, names: try await response.tag()) else { throw Problem.changedMeanwhile }
    }

    private func idempotencyKey(of request: Request) throws(Problem) -> IdempotencyKey? {
        guard operation.takesKey else { return nil }
        let values = request.headers[values: .idempotencyKey]
        if case .creates = operation.effect, values.isEmpty {
            throw .header("Idempotency-Key", "present")
        }
        guard let text = values.first else { return nil }
        guard values.count == 1, let key = IdempotencyKey(text) else {
            throw .header("Idempotency-Key", "idempotency_key")
        }
        return key
    }

    private func wantedTag(of request: Request) throws(Problem) -> String? {
        guard case .changes = operation.effect else { return nil }
        guard let text = request.headers[.ifMatch] else { throw .preconditionRequired }
        guard EntityTag.isList(text) else { throw .header("If-Match", "entity_tag") }
        return text
    }

    private func body(of request: Request) async throws -> [UInt8] {
        let reader = BodyReader(
            maxBytes: configuration.maxBodyBytes,
            timeout: configuration.bodyTimeout,
            deadlines: server.deadlines
        )
        return switch operation.body {
        case .json(let schema) where schema.mayBeEmpty: try await reader.bytesIfAny(of: request)
        case .json: try await reader.bytes(of: request)
        case .whole(let types, _): try await reader.file(of: request, types: types)
        case .file: []
        case nil: try await reader.nothing(of: request)
        }
    }
}

extension Operation {
    /// How long it may take; a file may take its time to arrive, and is then dealt with like any other call.
    fileprivate func limit(_ configuration: WebConfiguration) -> Duration {
        if case .file = body { return configuration.requestTimeout + configuration.uploadTimeout }
        if case .runs = effect { return configuration.matchingTimeout }
        return configuration.requestTimeout
    }

    /// Its path with the values that a call has in it.
    fileprivate func place(of values: Parameters) -> String {
        path.split(separator: "/").map { part in
            let name = String(part).parameterName
            return "/" + (name.map { values.get($0) ?? "" } ?? String(part))
        }.joined()
    }

    /// How many bytes its file may have; none where it takes no file.
    fileprivate var uploadLimit: Int {
        if case .file(_, let limit) = body { limit } else { 0 }
    }
}

extension Call {
    /// The same call at another office.
    fileprivate func served(by office: Office) -> Call {
        var call = self
        call.office = office
        return call
    }
}

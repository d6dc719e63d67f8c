import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// Serves one operation: holds the call against the contract, then lets the handler answer.
struct OperationResponder: HTTPResponder {
    let operation: Operation
    let office: Office
    let configuration: WebConfiguration

    func respond(to request: Request, context: KodanContext) async throws -> Response {
        let credential = operation.roles.isEmpty ? nil : try BearerToken.credential(of: request)
        let query = try Query(request, parameters: operation.query)
        let bytes = try await body(of: request)
        let call = Call(
            request: request,
            context: context,
            office: office,
            configuration: configuration,
            query: query,
            credential: credential,
            bytes: bytes
        )
        return try await operation.handle(call)
    }

    private func body(of request: Request) async throws -> [UInt8] {
        guard case .json = operation.body else { return [] }
        let reader = BodyReader(maxBytes: configuration.maxBodyBytes, timeout: configuration.bodyTimeout)
        return try await reader.bytes(of: request)
    }
}

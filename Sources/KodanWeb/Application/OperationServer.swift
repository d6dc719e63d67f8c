import HTTPTypes
import Hummingbird
import KodanService

/// What every operation is served with.
struct OperationServer: Sendable {
    /// Methods that some client may try on any path.
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .trace]

    let office: Office
    let configuration: WebConfiguration
    let deadlines: Deadlines

    /// Puts the operations into `router`; any other method of their paths is answered with those that serve.
    func addRoutes(of operations: [Operation], to router: Router<KodanContext>) {
        var allowed: [String: [HTTPRequest.Method]] = [:]
        for operation in operations {
            let responder = OperationResponder(operation: operation, server: self)
            router.on(RouterPath(operation.routerPath), method: operation.method, responder: responder)
            allowed[operation.routerPath, default: []] +=
                operation.method == .get ? [.get, .head] : [operation.method]
        }
        for (path, served) in allowed {
            let allow = served.map(\.rawValue).sorted().joined(separator: ", ")
            for method in OperationServer.methods where !served.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Problem.methodNotAllowed(allow)
                }
            }
            router.on(RouterPath(path), method: .options) { _, _ in
                Response(status: .noContent, headers: [.allow: "\(allow), OPTIONS"])
            }
        }
    }
}

extension Operation {
    /// The path as the router writes it: `/v1/offers/:id/acceptance`.
    var routerPath: String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? ":" + part.dropFirst().dropLast() : String(part)
        }.joined(separator: "/")
    }
}

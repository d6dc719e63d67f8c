import HTTPTypes
import Hummingbird
import KodanService

/// What every operation is served with.
struct OperationServer: Sendable {
    let office: Office
    let configuration: WebConfiguration
    let deadlines: Deadlines

    /// Puts the operations into `router`, and OPTIONS for each of their paths.
    func addRoutes(of operations: [Operation], to router: Router<KodanContext>) {
        var allowed: [String: Set<HTTPRequest.Method>] = [:]
        for operation in operations {
            let responder = OperationResponder(operation: operation, server: self)
            router.on(RouterPath(operation.routerPath), method: operation.method, responder: responder)
            allowed[operation.routerPath, default: [.options]].insert(operation.method)
        }
        for (path, methods) in allowed {
            let allow = methods.allow
            router.on(RouterPath(path), method: .options) { _, _ in
                Response(status: .noContent, headers: [.allow: allow])
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

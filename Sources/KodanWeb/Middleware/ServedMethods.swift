import HTTPTypes
import Hummingbird

/// Behind the router's answer that nothing was found: a path that is served, by other methods, is told those.
///
/// It is added behind all routes, so that only what no route takes comes here, whatever its method is called.
struct ServedMethods: RouterMiddleware {
    typealias Context = KodanContext

    private struct Path {
        let parts: [Substring]
        let allow: String
        /// How many parts stand for anything.
        let captures: Int

        func matches(_ asked: [Substring]) -> Bool {
            zip(parts, asked).allSatisfy { part, text in part.hasPrefix("{") || part == text }
        }
    }

    /// The paths by how many parts they have, those with the fewest captures first.
    private let paths: [Int: [Path]]

    /// Knows the routes of `router`, as they are now.
    init(of router: Router<KodanContext>) {
        let routes = Dictionary(grouping: router.routes) { String(describing: $0.path) }
        let paths = routes.map { path, routes in
            let parts = path.split(separator: "/")
            return Path(
                parts: parts,
                allow: Set(routes.map(\.method)).allow,
                captures: parts.count { $0.hasPrefix("{") }
            )
        }
        self.paths = Dictionary(grouping: paths.sorted { $0.captures < $1.captures }) { $0.parts.count }
    }

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        let asked = request.uri.path.split(separator: "/")
        if let path = paths[asked.count]?.first(where: { $0.matches(asked) }) {
            throw Problem.methodNotAllowed(path.allow)
        }
        return try await next(request, context)
    }
}

extension Set<HTTPRequest.Method> {
    /// The methods of a path's routes as `Allow` lists them: what is got can be looked at.
    var allow: String {
        (contains(.get) ? union([.head]) : self).map(\.rawValue).sorted().joined(separator: ", ")
    }
}

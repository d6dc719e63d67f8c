import HTTPTypes
import Hummingbird

/// The contract itself, for programs and for people; both are written once, and asked for anew only where they are
/// others than known.
struct ContractController {
    private let document: ByteBuffer
    private let page: ByteBuffer

    init(_ operations: [Operation], cookie: SessionCookie) {
        document = ByteBuffer(string: YAMLWriter.document(OpenAPI(operations, cookie: cookie).document))
        page = ByteBuffer(string: DocsPage.html(of: operations))
    }

    func addRoutes(to router: Router<KodanContext>) {
        let style = ByteBuffer(string: DocsPage.style)
        let tag = EntityTag.tag(of: Array(document.readableBytesView))
        router.get("openapi.yaml") { request, _ in
            let headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
            if let known = request.headers[.ifNoneMatch], EntityTag.list(known, names: tag) {
                return Response(status: .notModified, headers: headers)
            }
            var response = answer("application/yaml; charset=utf-8", document)
            for field in headers { response.headers[field.name] = field.value }
            return response
        }
        router.get("docs") { _, _ in
            var response = answer("text/html; charset=utf-8", page)
            response.headers[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
            return response
        }
        router.get("docs/style.css") { _, _ in answer("text/css; charset=utf-8", style) }
    }

    private func answer(_ type: String, _ bytes: ByteBuffer) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: bytes))
    }
}

import HTTPTypes
import Hummingbird

/// The contract itself, for programs and for people; both are written once.
struct ContractController {
    private let document: ByteBuffer
    private let page: ByteBuffer

    init(_ operations: [Operation]) {
        document = ByteBuffer(string: YAMLWriter.document(OpenAPI(operations).document))
        page = ByteBuffer(string: DocsPage.html(of: operations))
    }

    func addRoutes(to router: Router<KodanContext>) {
        let style = ByteBuffer(string: DocsPage.style)
        router.get("openapi.yaml") { _, _ in
            answer("application/yaml; charset=utf-8", document)
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

import Hummingbird

/// The contract itself, for programs.
struct ContractController {
    private let document: ByteBuffer

    /// The contract of `operations`, written once.
    init(_ operations: [Operation]) {
        document = ByteBuffer(string: YAMLWriter.document(OpenAPI(operations).document))
    }

    func addRoutes(to router: Router<KodanContext>) {
        router.get("openapi.yaml") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/yaml; charset=utf-8"],
                body: ResponseBody(byteBuffer: document)
            )
        }
    }
}

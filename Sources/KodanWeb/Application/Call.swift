import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// One call of an operation: what was asked, by whom, and the office that serves it.
struct Call: Sendable {
    let request: Request
    let context: KodanContext
    /// The operation's path, with what stands in it: what the request line says may lead to another host.
    let place: String
    /// Where the use cases of this call work; they share its transaction.
    var office: Office
    let configuration: WebConfiguration
    /// The parameters of the query, which are among those of the operation.
    let query: Query
    /// By what the asker says who they are; nil where nobody is asked.
    let credential: Credential?
    /// The body of an operation that takes JSON or a whole file, empty for others.
    let bytes: [UInt8]
    /// The body of an operation that takes a file, as it comes; nothing for others.
    let upload: UploadPieces
    /// What the client calls this call; nil where it gives no name.
    let idempotencyKey: IdempotencyKey?

    /// The credential, where one is required.
    func asker() throws(Refusal) -> Credential {
        guard let credential else { throw .notSignedIn }
        return credential
    }

    /// Whether the client wants the header alone, and so takes nothing out of the house.
    var isLook: Bool { request.method == .head }

    /// The language of messages.
    var language: Language { request.language }

    /// The key that stands in the path as `name`.
    ///
    /// A text that is no key of this kind names nothing: ``Refusal/notFound(_:)``.
    func key<Of: Keyed>(_ name: String = "id", of _: Of.Type = Of.self) throws(Refusal) -> ID<Of> {
        try path(name) { ID<Of>($0) }
    }

    /// What the text in the path at `name` is made to by `make`; a text that it does not take names nothing.
    func path<Value>(_ name: String, _ make: (String) -> Value?) throws(Refusal) -> Value {
        let text = context.parameters.get(name) ?? ""
        guard let value = make(text) else { throw .notFound(String(text.prefix(40))) }
        return value
    }

    /// The year in the path, among those that `years` holds; any other text names nothing.
    func year(_ years: ClosedRange<Int>) throws(Refusal) -> Int {
        try path("year") { text in
            Int(text).flatMap { years.contains($0) && String($0) == text ? $0 : nil }
        }
    }

    /// The object that the body holds, to be read field by field.
    ///
    /// Throws ``Problem``: 400 for what is no JSON, 422 for JSON that is no object.
    func form() throws(Problem) -> Form {
        try Form(bytes, language: language)
    }
}

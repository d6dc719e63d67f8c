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
    /// Throws ``Problem``: 404 for a text that is no key of this kind.
    func key<Of: Keyed>(_ name: String = "id", of _: Of.Type = Of.self) throws(Problem) -> ID<Of> {
        guard let key = ID<Of>(context.parameters.get(name) ?? "") else {
            throw .unnamed(.noKey(parameter(name), of: Of.keyPrefix))
        }
        return key
    }

    /// What the text in the path at `name` is made to by `make`.
    ///
    /// Throws ``Problem``: 404 for a text that it does not take, where `expected` would do.
    func path<Value>(
        _ name: String,
        _ expected: ValueText,
        _ make: (String) -> Value?
    ) throws(Problem) -> Value {
        guard let value = make(context.parameters.get(name) ?? "") else {
            throw .unnamed(.notInPath(parameter(name), expected))
        }
        return value
    }

    /// What is told of a parameter of the path.
    private func parameter(_ name: String) -> String {
        String((context.parameters.get(name) ?? "").prefix(40))
    }

    /// The year in the path, among those that `years` holds; any other text names nothing.
    func year(_ years: ClosedRange<Int>) throws(Problem) -> Int {
        try path("year", .year(years)) { text in
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

import KodanDomain
import KodanPages
import KodanService

/// Reads what somebody who is not registered typed: when they apply, and again when they confirm it.
struct ApplicationReader: Sendable {
    let office: Office

    /// What was typed, as what it asks for; every field that is wrong is named.
    ///
    /// A municipality that was not told is that of the postal code.
    func callAsFunction(_ typed: [String: String]) async throws -> Applied {
        var form = TypedForm(values: typed.filter { !ApplicationFields.withheld.contains($0.key.firstName) })
        var wrong: [Problem.Entry] = []
        if form["host/postal_code"] != nil, form["host/municipality"] == nil {
            wrong = try await form.placeOrFault("host/", in: office)
        }
        form.set("organization", ApplicationFields.asker)
        var completed = try await CompletedRequest(form, in: office)
        completed.wrong = wrong + completed.wrong
        return try completed.read(parts: ["host"]) { body in try body.application() }
    }
}

extension String {
    /// The first part of a field's name that is a path.
    fileprivate var firstName: String { split(separator: "/").first.map(String.init) ?? self }
}

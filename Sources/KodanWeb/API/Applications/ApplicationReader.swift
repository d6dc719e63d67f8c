import KodanDomain
import KodanPages
import KodanService

/// Reads what somebody who is not registered typed: when they apply, and again when they confirm it.
struct ApplicationReader: Sendable {
    /// What is not theirs to say: who asks is told beside the request, and presenters are not theirs to name.
    static let withheld: Set<String> = [
        "organization", "presenter", "preferred_presenter", "excluded_presenters", "on_behalf_of",
    ]

    let office: Office

    /// What was typed, as what it asks for; every field that is wrong is named.
    ///
    /// A municipality that was not told is that of the postal code.
    func callAsFunction(_ typed: [String: String]) async throws -> Applied {
        var form = TypedForm(values: typed.filter { !Self.withheld.contains($0.key.firstName) })
        var wrong: [Problem.Entry] = []
        if let postal = form["host/postal_code"], form["host/municipality"] == nil {
            let (place, faults) = try await office.place(of: postal, field: "host/postal_code")
            wrong = faults
            form.set("host/municipality", place)
        }
        form.set("organization", ApplicationReader.asker)
        var completed = try await RequestFormPages.completed(form, in: office)
        completed.wrong = wrong + completed.wrong
        return try completed.read(parts: ["host"]) { body in try body.application() }
    }

    /// Stands for an organization whose key is not known before it is registered; it is not read.
    static let asker = "\(Organization.ID(1))"
}

extension Form {
    /// The organization and the request that a body is about.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func application() throws -> Applied {
        let organization = try part("host").flatMap { part in
            try OrganizationFields(part, isNew: true).noted(in: part)
        }
        let draft = try RequestFields(self).draft(self)
        guard let organization else { throw faults.problem }
        return Applied(organization: organization, request: draft)
    }
}

extension String {
    /// The first part of a field's name that is a path.
    fileprivate var firstName: String { split(separator: "/").first.map(String.init) ?? self }
}

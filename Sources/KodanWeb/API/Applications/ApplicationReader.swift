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
        if let postal = form["host/postal_code"], form["host/municipality"] == nil {
            form.set(
                "host/municipality",
                try await office.municipality(of: postal, field: "host/postal_code")
            )
        }
        form.set("organization", ApplicationReader.asker)
        return try await RequestFormPages.completed(form, in: office).requestBody().application()
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

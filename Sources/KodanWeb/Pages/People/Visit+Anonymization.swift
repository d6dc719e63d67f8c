import KodanDomain
import KodanService

extension Visit {
    /// Takes away somebody's name, and shows their page again.
    func anonymize(_ person: Person, _ form: TypedForm, shownAt page: String) async throws -> PagePath {
        try await AnonymizePerson(office: office)(person, because: form.reason, as: try session())
        return PagePath(page, done: "anonymized")
    }
}

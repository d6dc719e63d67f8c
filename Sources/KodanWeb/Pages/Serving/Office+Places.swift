import KodanDomain
import KodanService
import KodanText

extension Office {
    /// The municipality in which the postal code lies that was typed into `field`.
    ///
    /// Throws ``Problem`` for what is no postal code, for one that there is not, and for one of several municipalities.
    func municipality(of text: String, field: String) async throws -> String {
        let faults = Faults(language: .japanese)
        faults.add("/" + field, .postalCode)
        guard let code = try? PostalCode(text) else { throw faults.problem }
        do {
            let towns = try await ReadOffering(office: self).towns(at: code)
            let municipalities = Set(towns.map(\.municipality))
            guard municipalities.count == 1, let only = municipalities.first else { throw faults.problem }
            return only.digits
        } catch Refusal.notFound { throw faults.problem }
    }
}

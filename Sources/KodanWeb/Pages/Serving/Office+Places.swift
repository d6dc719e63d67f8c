import KodanDomain
import KodanService
import KodanText

extension Office {
    /// The municipality in which the postal code lies that was typed into `field`; for one of which none can be told,
    /// any municipality, and what is wrong with it.
    func place(of text: String, field: String) async throws -> (digits: String, wrong: [Problem.Entry]) {
        do {
            return (try await municipality(of: text, field: field), [])
        } catch let problem as Problem {
            return ("13101", problem.errors)
        }
    }

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

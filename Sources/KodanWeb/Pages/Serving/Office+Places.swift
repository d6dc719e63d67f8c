import KodanDomain
import KodanService
import KodanText

extension TypedForm {
    /// Gives a form the municipality in which the postal code lies that was typed beside an address, and the address
    /// that municipality before it.
    ///
    /// The names of the fields begin with `part`, `venue/` or nothing. Throws ``Problem`` for what is no postal code,
    /// for one that there is not, and for one of several municipalities.
    mutating func place(_ part: String = "", in office: Office) async throws {
        let field = part + "postal_code"
        guard let postal = self[field] else { throw Problem.missing(field) }
        let found = try await office.municipality(of: postal, field: field)
        set(part + "municipality", found.municipality.digits)
        set(part + "address", self[part + "address"].map { AddressText.whole($0, in: found.place) })
    }

    /// The same; for a postal code of which no municipality can be told the answer is what is wrong with it, and the
    /// form has any municipality.
    mutating func placeOrFault(_ part: String, in office: Office) async throws -> [Problem.Entry] {
        do {
            try await place(part, in: office)
            return []
        } catch let problem as Problem {
            set(part + "municipality", "13101")
            return problem.errors
        }
    }
}

extension Office {
    /// The municipality in which the postal code lies that was typed into `field`: its first town.
    ///
    /// Throws ``Problem`` for what is no postal code, for one that there is not, and for one of several municipalities.
    fileprivate func municipality(of text: String, field: String) async throws -> PostalTownEntry {
        let faults = Faults(language: .japanese)
        faults.add("/" + field, .postalCode)
        guard let code = try? PostalCode(text) else { throw faults.problem }
        do {
            let towns = try await ReadOffering(office: self).towns(at: code)
            guard let first = towns.first, towns.allSatisfy({ $0.municipality == first.municipality }) else {
                throw faults.problem
            }
            return first
        } catch Refusal.notFound { throw faults.problem }
    }
}

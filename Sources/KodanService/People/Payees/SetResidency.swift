public import KodanDomain
import KodanStore

/// States where a payee is taxed from a day on (居住者・非居住者).
///
/// For coordinators and accountants. Residency goes by facts (domicile, or one year of residence), not by nationality.
public struct SetResidency: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The payee is `residency` from `first` on; what was stated before ends the day before.
    ///
    /// Throws ``Refusal``: `notFound`, `laterFact` where something is stated from a later day on, `field` where the
    /// payee is taxed so on that day already.
    public func callAsFunction(
        of id: Payee.ID,
        to residency: Residency,
        from first: LocalDate,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .accountant)
            let days = try refusingField { () throws(FieldRefused) in
                try DateRange(writtenFrom: first, to: nil)
            }
            let payees = try desk.lockPayee(id)
            if try payees.residency(of: id, on: first) == residency {
                let others = Residency.allCases.filter { $0 != residency }.map(\.rawValue)
                throw Refusal.field(FieldRefused(.residency, expected: .oneOf(others)))
            }
            try desk.makeRoom(for: .residency, of: id, on: days)
            try payees.add(DatedResidency(residency: residency, validity: days), to: id)
            try desk.record("payee.residency_set", id, detail: ["from": first.description])
        }
    }
}

public import KodanDomain
import KodanStore

/// The body decides what a group of programmes is to reach in a fiscal year (年間目標).
///
/// For administrators.
public struct SetTarget: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes the target of the year, in place of the one before, which the record keeps with the reason.
    ///
    /// The shipped table of targets does not write over it. Throws ``Refusal``: `notFound` for a group that no
    /// programme counts towards and nobody set a target for, `field` for a reason that is empty or over 500 characters
    /// and for a year that nobody plans for.
    public func callAsFunction(
        _ target: TargetDraft,
        of group: ProgrammeCode,
        in year: FiscalYear,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            let reason = try reason.checkedReasonLine()
            guard FiscalYear.planned.contains(year.startYear) else {
                throw Refusal.field(FieldRefused(.fiscalYear, expected: .integer(FiscalYear.planned)))
            }
            let store = TargetStore(desk.session)
            guard try store.hasGroup(group) else { throw Refusal.notFound(group.text, as: .programme) }
            let before = try store.target(of: group, in: year)
            try store.set(target, of: group, in: year, by: desk.actor.user, at: desk.now)
            try desk.record(
                "target.set",
                "fy-\(year.startYear)",
                reason: reason,
                detail: [
                    "group": group.text, "from": before.map(String.init) ?? "",
                    "to": String(target.count), "unit": target.unit.rawValue,
                ]
            )
        }
    }
}

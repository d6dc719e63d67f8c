import KodanStore

extension Desk {
    /// Notes what is still to be sent to those who have died, before any payment of it goes on: when the death is
    /// known, and when the bank returns what it had by then.
    func holdBackFromDeceased() throws {
        let found = try asSystem {
            let findings = FindingStore(session)
            return try findings.add(try findings.payeeDeceased(), at: now)
        }
        try record("finding.found", each: found)
    }
}

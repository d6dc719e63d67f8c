import KodanStore
import Postgres

/// The record is sealed, by the worker: a chain of hashes over what was committed since the last seal.
public struct SealAudit: Sendable {
    private let office: Office
    private let batchSize: Int

    /// Works in `office`, with so many events at most in one seal.
    public init(office: Office, batchSize: Int = 1000) {
        precondition(batchSize > 0, "a seal covers something")
        self.office = office
        self.batchSize = batchSize
    }

    /// Seals until nothing is left and says how many events were sealed.
    ///
    /// Does nothing while another process seals: that one leaves nothing either. An event that commits late, with a
    /// smaller key than sealed ones, is in the next seal.
    public func callAsFunction() async throws -> Int {
        var sealed = 0
        while true {
            let batch = try await office.transaction(as: .system) { [batchSize] desk in
                guard try EntryStore(desk.session).tryLock(.sealing) else { return 0 }
                return try AuditStore(desk.session).seal(limit: batchSize, at: desk.now)
            }
            sealed += batch
            guard batch == batchSize else { return sealed }
        }
    }
}

import KodanService
import Logging
import Postgres

extension Office {
    /// Throws ``CommandFailure`` where keys are others than those by which the database's accounts were sealed.
    ///
    /// Accounts whose key is not there, as when it was lost, are told in the log; a database that does not answer is
    /// not asked again.
    func refuseWrongKeys(_ logger: Logger) async throws {
        let unfit: UnfitKeys
        do {
            unfit = try await CheckKeys(office: self)()
        } catch is PostgresError {
            return
        }
        if let version = unfit.wrong.first {
            throw CommandFailure.configuration(
                "KODAN_ACCOUNT_KEYS: key \(version) is not the one that sealed the accounts under \(version). "
                    + "A key that was lost is followed by one of a new number."
            )
        }
        if unfit.isFingerprintWrong {
            throw CommandFailure.configuration(
                "KODAN_FINGERPRINT_KEY is not the one by which the database's accounts are recognized."
            )
        }
        for version in unfit.missing {
            logger.error(
                "accounts are sealed under a key that KODAN_ACCOUNT_KEYS lacks: they cannot be paid",
                metadata: ["key": "\(version)"]
            )
        }
    }
}

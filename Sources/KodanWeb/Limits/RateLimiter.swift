/// Counts who asks how often, in the memory of this server: several servers beside each other count apart.
final class RateLimiter: Sendable {
    /// What the answer to a request says about its limit.
    struct Verdict: Sendable, Equatable {
        /// The limit that is nearest.
        let limit: RateLimit
        /// Whose limit it is.
        let kind: Rejection
        /// What came of it.
        let outcome: BucketTable.Outcome

        /// Whole seconds until the next request is allowed, one at least; nil if this one is.
        var retryAfterSeconds: Int? { outcome.retryAfter.map { max(1, Self.seconds($0)) } }
        /// Whole seconds until all requests of the limit are allowed again.
        var resetSeconds: Int { Self.seconds(outcome.untilFull) }

        private static func seconds(_ nanoseconds: Int64) -> Int {
            Int((nanoseconds + 999_999_999) / 1_000_000_000)
        }
    }

    private let limits: RateLimits
    private let tokens: BucketTable
    private let addresses: BucketTable
    private let signingIn: BucketTable

    /// Counts by `limits`.
    init(_ limits: RateLimits) {
        self.limits = limits
        tokens = BucketTable(capacity: limits.perToken == nil ? 1 : limits.remembered)
        addresses = BucketTable(capacity: limits.perAddress == nil ? 1 : limits.remembered)
        signingIn = BucketTable(capacity: limits.perAddressForSigningIn == nil ? 1 : limits.remembered / 4)
    }

    /// Counts one request by the secret that it brings, and by the client's address; nil if nothing is counted.
    ///
    /// The first limit that is reached is told, else the one that is nearest. Whose address is not known shares one
    /// bucket with all such.
    func take(
        credential: String?,
        address: IPAddress?,
        signsIn: Bool,
        at now: Int64
    ) -> Verdict? {
        var nearest: Verdict?
        func take(_ table: BucketTable, _ key: some Hashable, _ limit: RateLimit?, _ kind: Rejection) {
            guard let limit, nearest?.outcome.retryAfter == nil else { return }
            // The seed of Swift's hasher is new and secret in every process.
            let hash = UInt64(bitPattern: Int64(key.hashValue))
            let outcome = table.take(hash, limit, at: now)
            guard let other = nearest, outcome.retryAfter == nil, other.outcome.remaining <= outcome.remaining
            else {
                nearest = Verdict(limit: limit, kind: kind, outcome: outcome)
                return
            }
        }
        let neighbour = address.map { $0.isVersion4 ? $0 : $0.prefix(64) }
        if signsIn { take(signingIn, neighbour, limits.perAddressForSigningIn, .signInRate) }
        take(addresses, neighbour, limits.perAddress, .addressRate)
        if let credential { take(tokens, credential, limits.perToken, .tokenRate) }
        return nearest
    }
}

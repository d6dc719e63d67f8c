/// How many requests somebody may make within how long: a bucket that holds so many, and fills evenly.
public struct RateLimit: Sendable, Equatable {
    /// How many at once, when nothing was asked before; 1 to 1,000,000.
    public let requests: Int
    /// How long an empty bucket takes to fill, in seconds; 1 to 3600.
    public let seconds: Int

    /// `requests` within `seconds`; nil outside the bounds of either.
    public init?(requests: Int, seconds: Int) {
        guard (1...1_000_000).contains(requests), (1...3600).contains(seconds) else { return nil }
        self.requests = requests
        self.seconds = seconds
    }

    /// Reads `3000/60`: 3,000 requests within 60 seconds.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let requests = Int(parts[0]), let seconds = Int(parts[1]) else { return nil }
        self.init(requests: requests, seconds: seconds)
    }

    private init(trusted requests: Int) {
        self.requests = requests
        seconds = 60
    }

    /// So many within a minute; for numbers that stand in the sources.
    static func perMinute(_ requests: Int) -> RateLimit { RateLimit(trusted: requests) }

    /// Nanoseconds in which one request more becomes allowed.
    var interval: Int64 { Int64(seconds) * 1_000_000_000 / Int64(requests) }
}

/// How often anybody may ask; nil where nothing is counted.
public struct RateLimits: Sendable, Equatable {
    /// By one access token or session.
    public var perToken: RateLimit? = .perMinute(3000)
    /// From one address; of IPv6 the first 64 bits, which one customer has for themselves.
    public var perAddress: RateLimit? = .perMinute(6000)
    /// From one address, of what answers to nobody in particular: signing in, asking for a link by mail.
    public var perAddressForSigningIn: RateLimit? = .perMinute(30)
    /// How many tokens and how many addresses are remembered at once.
    public var remembered = 16_384

    /// The defaults: no person at a browser meets them, a loop without a pause does.
    public init() {}
}

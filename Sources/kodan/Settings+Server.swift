import Foundation
import KodanWeb

extension Settings {
    /// What the server bears, and whom it believes; every name is in `Config/kodan.example.env`.
    func web() throws -> WebConfiguration {
        var web = WebConfiguration()
        web.isReachedByTLS = try publicAddress().hasPrefix("https://")
        web.maxBodyBytes = try number("KODAN_MAX_BODY_BYTES", web.maxBodyBytes, in: 1024...1 << 27)
        web.maxHeaderBytes = try number("KODAN_MAX_HEADER_BYTES", web.maxHeaderBytes, in: 1024...1 << 20)
        web.maxHeaderFields = try number("KODAN_MAX_HEADER_FIELDS", web.maxHeaderFields, in: 20...1000)
        web.maxConnections = try number("KODAN_MAX_CONNECTIONS", web.maxConnections, in: 1...1_000_000)
        web.maxRequests = try number("KODAN_MAX_REQUESTS", web.maxRequests, in: 1...100_000)
        web.headerTimeout = try seconds("KODAN_HEADER_SECONDS", web.headerTimeout)
        web.bodyTimeout = try seconds("KODAN_BODY_SECONDS", web.bodyTimeout)
        web.requestTimeout = try seconds("KODAN_REQUEST_SECONDS", web.requestTimeout)
        web.matchingTimeout = try seconds("KODAN_MATCHING_SECONDS", web.matchingTimeout)
        web.lingerTimeout = try seconds("KODAN_LINGER_SECONDS", web.lingerTimeout)
        web.stallTimeout = try seconds("KODAN_STALL_SECONDS", web.stallTimeout)
        web.idleTimeout = try seconds("KODAN_IDLE_SECONDS", web.idleTimeout)
        web.rates.perToken = try rate("KODAN_RATE_PER_TOKEN", web.rates.perToken)
        web.rates.perAddress = try rate("KODAN_RATE_PER_ADDRESS", web.rates.perAddress)
        web.rates.perAddressForSigningIn = try rate(
            "KODAN_RATE_OF_SIGN_IN",
            web.rates.perAddressForSigningIn
        )
        web.proxies = try proxies()
        web.origins = Set(
            try list("KODAN_CORS_ORIGINS", [], "an origin such as https://portal.example.jp", Origin.init)
        )
        web.metrics.from = try blocks("KODAN_METRICS_FROM", web.metrics.from)
        web.metrics.secret = try metricsSecret()
        return web
    }

    private func proxies() throws -> TrustedProxies {
        let text = string("KODAN_FORWARDED_HEADER") ?? TrustedProxies.Header.forwarded.rawValue
        guard let header = TrustedProxies.Header(rawValue: text.lowercased()) else {
            let all = TrustedProxies.Header.allCases.map(\.rawValue).joined(separator: " or ")
            throw CommandFailure.configuration("KODAN_FORWARDED_HEADER is \(all).")
        }
        return TrustedProxies(blocks: try blocks("KODAN_TRUSTED_PROXIES", []), header: header)
    }

    private func metricsSecret() throws -> String? {
        guard let secret = string("KODAN_METRICS_TOKEN", isSecret: true) else { return nil }
        guard (16...200).contains(secret.utf8.count), secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw CommandFailure.configuration(
                "KODAN_METRICS_TOKEN has 16 to 200 letters, digits and marks of ASCII, without spaces."
            )
        }
        return secret
    }

    private func blocks(_ name: String, _ usual: [AddressBlock]) throws -> [AddressBlock] {
        let expected =
            "an address or a block such as 10.0.0.0/8 or 2001:db8::/32, its bits behind the prefix zero"
        return try list(name, usual, expected, AddressBlock.init)
    }

    private func list<Value>(
        _ name: String,
        _ usual: [Value],
        _ expected: String,
        _ read: (String) -> Value?
    ) throws -> [Value] {
        guard let text = string(name) else { return usual }
        return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let item = part.trimmingCharacters(in: .whitespaces)
            guard let value = read(item) else {
                throw CommandFailure.configuration("\(name): '\(item)' is not \(expected).")
            }
            return value
        }
    }

    private func rate(_ name: String, _ usual: RateLimit?) throws -> RateLimit? {
        guard let text = string(name) else { return usual }
        if text.lowercased() == "off" { return nil }
        guard let rate = RateLimit(text) else {
            throw CommandFailure.configuration(
                "\(name) is requests/seconds, such as 3000/60 (1 to 1000000 within 1 to 3600), or off."
            )
        }
        return rate
    }

    /// A time in whole seconds, 1 to 3600.
    func seconds(_ name: String, _ usual: Duration) throws -> Duration {
        .seconds(try number(name, Int(usual.components.seconds), in: 1...3600))
    }

    /// A whole number.
    func number(_ name: String, _ usual: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let text = string(name) else { return usual }
        guard let number = Int(text), range.contains(number) else {
            throw CommandFailure.configuration(
                "\(name) is a number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }
}

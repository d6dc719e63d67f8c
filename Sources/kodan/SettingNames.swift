/// The names that settings have in the environment, so that a misspelt one does not pass unseen.
enum SettingNames {
    /// With this all of them begin but `DATABASE_URL`.
    private static let prefix = "KODAN_"
    /// What the demo notes for its people's shells begins with this, and is no setting.
    private static let demo = prefix + "DEMO_"

    /// In alphabetical order, those included that only `docker-compose.yml` reads: all stand in one file.
    private static let known = [
        "KODAN_ACCOUNT_KEYS", "KODAN_APP_PASSWORD", "KODAN_BODY_SECONDS", "KODAN_CLOCK_AHEAD", "KODAN_CONFIG",
        "KODAN_CORS_ORIGINS", "KODAN_DATA", "KODAN_DATABASE_CONNECTIONS", "KODAN_DATABASE_WAIT_SECONDS",
        "KODAN_EVIDENCE", "KODAN_FINGERPRINT_KEY", "KODAN_FORWARDED_HEADER", "KODAN_HEADER_SECONDS",
        "KODAN_HOST", "KODAN_IDLE_SECONDS", "KODAN_IDLE_TRANSACTION_SECONDS", "KODAN_LINGER_SECONDS",
        "KODAN_LOCK_SECONDS", "KODAN_LOG_FORMAT", "KODAN_LOG_LEVEL", "KODAN_MAIL_BOUNCES",
        "KODAN_MAIL_COMMAND", "KODAN_MAIL_FOLDER", "KODAN_MAIL_SECONDS", "KODAN_MAIL_SENDER",
        "KODAN_MAIL_SENDER_NAME", "KODAN_MATCHING_SECONDS", "KODAN_MATERIALS", "KODAN_MATERIALS_LAYOUT",
        "KODAN_MAX_BODY_BYTES", "KODAN_MAX_CONNECTIONS", "KODAN_MAX_HEADER_BYTES", "KODAN_MAX_HEADER_FIELDS",
        "KODAN_MAX_REQUESTS", "KODAN_METRICS_FROM", "KODAN_METRICS_TOKEN", "KODAN_OWNER_PASSWORD",
        "KODAN_OWNER_URL", "KODAN_PORT", "KODAN_PUBLIC_URL", "KODAN_RATE_OF_SIGN_IN",
        "KODAN_RATE_PER_ADDRESS", "KODAN_RATE_PER_TOKEN", "KODAN_REQUEST_SECONDS", "KODAN_STALL_SECONDS",
        "KODAN_STATEMENT_SECONDS", "KODAN_TRUSTED_PROXIES", "KODAN_WORKER_PASSWORD", "KODAN_WORKER_URL",
    ]

    /// A line for each of these names that looks like a setting and is none: it, and the setting with the name
    /// nearest to it.
    static func complaints(about names: some Sequence<String>) -> [String] {
        names
            .filter { $0.hasPrefix(prefix) && !$0.hasPrefix(demo) && !known.contains($0) }
            .sorted()
            .map { name in
                let nearest = known.min { edits(from: name, to: $0) < edits(from: name, to: $1) } ?? ""
                return "kodan: \(name) is no setting and does nothing; the nearest one is \(nearest)."
            }
    }

    /// How many letters are put in, left out or changed at least to make one name of the other.
    private static func edits(from name: String, to other: String) -> Int {
        let letters = Array(other.utf8)
        var row = Array(0...letters.count)
        for (index, letter) in name.utf8.enumerated() {
            var before = row[0]
            row[0] = index + 1
            for place in letters.indices {
                let changed = before + (letter == letters[place] ? 0 : 1)
                before = row[place + 1]
                row[place + 1] = min(changed, before + 1, row[place] + 1)
            }
        }
        return row[letters.count]
    }
}

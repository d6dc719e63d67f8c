import KodanDomain

/// A day trip to a lecture, and what it costs: samples, not a body's travel rules.
struct Journey {
    /// One way, in minutes.
    let minutes: Int
    /// Where it begins.
    let from: String
    /// Where the lecture is.
    let to: String

    /// The legs there and back: a bus nearby, a train for the most, a flight paid by the body when it is far.
    func claims(on day: LocalDate) throws(FieldRefused) -> [TravelClaim] {
        let leg: (mode: TravelMode, amount: Int, isDirect: Bool) =
            switch minutes {
            case ..<25: (.bus, 220 + minutes / 10 * 20, false)
            case ..<200: (.rail, rounded(kilometres * 21), false)
            default: (.air, rounded(8_000 + kilometres * 20), true)
            }
        var claims: [TravelClaim] = []
        for (start, end) in [(from, to), (to, from)] {
            claims.append(
                try TravelClaim(
                    day: day,
                    mode: leg.mode,
                    from: start,
                    to: end,
                    amount: Yen(Int64(leg.amount)),
                    isPaidDirectly: leg.isDirect
                )
            )
        }
        return claims
    }

    /// By the speeds of the travel model: 28 km/h in town, 50 in the country, 84 beyond.
    private var kilometres: Int {
        if minutes <= 17 { return minutes * 28 / 60 }
        if minutes <= 67 { return 8 + (minutes - 17) * 50 / 60 }
        return 50 + (minutes - 67) * 84 / 60
    }

    /// To ten yen, upwards, and never less than a ticket.
    private func rounded(_ yen: Int) -> Int { max(180, (yen + 9) / 10 * 10) }
}

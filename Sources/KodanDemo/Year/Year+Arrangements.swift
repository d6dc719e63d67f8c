import KodanDomain

extension Year {
    /// What a host arranges around the lecture of the request `index`, the same when it is corrected.
    ///
    /// Drawn with dice of its own, which moves nothing else of the year.
    func arrangements(_ index: Int, of contact: Contact, _ words: [String: String]) throws -> Arrangements {
        let plan = plans[index]
        var dice = Dice(seed: UInt64(index), for: "arrangements \(plan.filedOn)")
        let isOrganization = plan.programme != .regionalSelfHosted
        let hasVenue = plan.venue != nil
        let department = dice.chance(70) ? try texts.any("department", &dice) : nil
        let deputy = dice.chance(40) ? try deputy(index, of: contact, &dice) : nil
        let station = dice.chance(75) ? try texts.any("station", &dice, words) : nil
        return try Arrangements(
            department: isOrganization ? department : nil,
            deputy: isOrganization ? deputy : nil,
            flexibility: dice.pick([.fixed, .hours, .hours, .days]),
            nearestStation: hasVenue ? station : nil,
            parking: hasVenue ? dice.pick([.available, .available, .none, .unknown]) : .unknown,
            recording: dice.pick([.none, .none, .none, .members, .public])
        )
    }

    private func deputy(_ index: Int, of contact: Contact, _ dice: inout Dice) throws -> Contact {
        try Contact(
            name: texts.any("deputy", &dice),
            email: EmailAddress("deputy-\(padded(index + 1, 4))@host.example.jp"),
            phone: contact.phone
        )
    }
}

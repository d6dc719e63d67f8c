import KodanDomain

extension Arrangements {
    /// Whom to ask, as far as the reader may know.
    var people: [Fact] {
        var facts: [Fact] = []
        if let department { facts.append(Fact("担当部署", department)) }
        if let deputy {
            facts.append(Fact("代理の方", "\(deputy.name) 様　\(deputy.phone.text)　\(deputy.email.text)"))
        }
        return facts
    }

    /// How one gets to the venue.
    var wayThere: [Fact] {
        var facts: [Fact] = []
        if let nearestStation { facts.append(Fact("最寄り駅", nearestStation)) }
        if parking != .unknown { facts.append(Fact("駐車場", PageWords.parking(parking))) }
        return facts
    }

    /// Whether it is recorded.
    var recorded: Fact { Fact("録画", PageWords.recording(recording)) }
}

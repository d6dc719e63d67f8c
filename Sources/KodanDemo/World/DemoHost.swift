import KodanDomain
import KodanImport

/// A host of the demo: an invented name at a true place.
struct DemoHost: Sendable {
    let draft: OrganizationDraft
    /// Where its people work.
    let place: Municipality
    /// Who files its requests.
    let contact: DemoName
    /// Their mail address, by which they sign in.
    let contactEmail: EmailAddress
}

/// Makes the hosts: the 765 of the table, and IT associations and other regional cores, which it lacks.
struct DemoHosts {
    private let places: Places
    private let texts: DemoTexts
    private let shares: [HostShare]
    private let chambers: [PrefectureCode: [Chamber]]
    private var names: DemoNames
    private var dice: Dice
    private var hosts: [DemoHost] = []

    /// The maker for `seed`.
    init(folder: String, seed: UInt64, places: Places, texts: DemoTexts) throws {
        self.places = places
        self.texts = texts
        shares = try table(folder + "/demo/hosts_by_prefecture.csv", of: HostShare.self)
        let all = try table(folder + "/demo/chambers_of_commerce.csv", of: Chamber.self)
        chambers = Dictionary(grouping: all, by: \.municipality.prefecture)
        dice = Dice(seed: seed, for: "hosts")
        var nameDice = Dice(seed: seed, for: "names of contacts")
        names = try DemoNames(folder: folder, &nameDice)
    }

    /// All of them, prefecture by prefecture; last, one regional core more for each.
    mutating func all() throws -> [DemoHost] {
        for share in shares { try add(share) }
        let others = try texts.all("host.other").count
        for (index, share) in shares.enumerated() {
            let kind: OrganizationKind = index.isMultiple(of: 2) ? .itAssociation : .other
            try add(kind, in: share.prefecture, pattern: kind == .other ? index / 2 % others : 0)
        }
        return hosts
    }

    private mutating func add(_ share: HostShare) throws {
        for _ in 0..<share.police { try add(.police, in: share.prefecture) }
        for chamber in chambers[share.prefecture] ?? [] {
            let name = try texts.one("host.chamber_of_commerce", ["chamber": chamber.name])
            try add(.chamberOfCommerce, named: name, at: places.municipality(chamber.municipality))
        }
        for _ in 0..<share.federations { try add(.commerceFederation, in: share.prefecture) }
        for _ in 0..<share.smallBusiness { try add(.smallBusinessAssociation, in: share.prefecture) }
        for association in share.taxAccountants {
            let name = try texts.one("host.tax_accountants", ["association": association])
            try add(.taxAccountants, named: name, at: capital(of: share.prefecture))
        }
        for _ in 0..<share.labourConsultants { try add(.labourConsultants, in: share.prefecture) }
        for _ in 0..<share.managementConsultants { try add(.managementConsultants, in: share.prefecture) }
    }

    private mutating func add(_ kind: OrganizationKind, in prefecture: PrefectureCode, pattern: Int = 0)
        throws
    {
        let seat = try capital(of: prefecture)
        let patterns = try texts.all("host.\(kind.rawValue)")
        let name = patterns[pattern].replacing("{prefecture}", with: places.prefecture(of: seat.code).name)
        try add(kind, named: name, at: seat)
    }

    private mutating func add(_ kind: OrganizationKind, named name: String, at seat: Municipality) throws {
        let number = padded(hosts.count + 1, 4)
        let town = try places.town(in: seat.code, &dice)
        let contact = try names.next()
        let isMember: Bool =
            switch kind {
            case .police, .itAssociation, .other: false
            case .chamberOfCommerce, .commerceFederation, .smallBusinessAssociation, .taxAccountants,
                .labourConsultants, .managementConsultants:
                true
            }
        let draft = try OrganizationDraft(
            name: name,
            kind: kind,
            municipality: seat.code,
            postalCode: town.postalCode,
            address: town.address(try texts.any("street", &dice)),
            email: try EmailAddress("office-\(number)@host.example.jp"),
            phone: try PhoneNumber("03-0000-\(number)"),
            isCouncilMember: isMember
        )
        hosts.append(
            DemoHost(
                draft: draft,
                place: seat,
                contact: contact,
                contactEmail: try EmailAddress("contact-\(number)@host.example.jp")
            )
        )
    }

    private func capital(of prefecture: PrefectureCode) throws(DemoProblem) -> Municipality {
        try places.municipality(places.prefectures[prefecture.number - 1].capital)
    }
}

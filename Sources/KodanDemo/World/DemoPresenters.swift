import KodanDomain
import KodanImport

/// Makes the presenters: as many in each prefecture as the table says, at homes where people live.
struct DemoPresenters {
    private let places: Places
    private let texts: DemoTexts
    private let shares: [PresenterShare]
    private let topics: [TopicCode]
    private let chambers: [PrefectureCode: [String]]
    private var names: DemoNames
    private var dice: Dice
    private var count = 0

    /// The maker for `seed`; `hosts` are those to which a few presenters belong.
    init(folder: String, seed: UInt64, places: Places, texts: DemoTexts, hosts: [DemoHost]) throws {
        self.places = places
        self.texts = texts
        shares = try table(folder + "/demo/presenters_by_prefecture.csv", of: PresenterShare.self)
        topics = try table(folder + "/programmes/topics.csv", of: TopicRecord.self).map(\.code)
        chambers = Dictionary(
            grouping: hosts.filter { $0.draft.kind == .chamberOfCommerce },
            by: \.draft.prefecture
        )
        .mapValues { $0.map(\.draft.name) }
        dice = Dice(seed: seed, for: "presenters")
        var nameDice = Dice(seed: seed, for: "names of presenters")
        names = try DemoNames(folder: folder, &nameDice)
    }

    /// All of them, prefecture by prefecture.
    mutating func all() throws -> [PresenterDraft] {
        var drafts: [PresenterDraft] = []
        for share in shares {
            for _ in 0..<share.presenters { drafts.append(try one(in: share.prefecture)) }
        }
        return drafts
    }

    private mutating func one(in prefecture: PrefectureCode) throws -> PresenterDraft {
        count += 1
        let person = try names.next()
        let home = places.home(in: prefecture, &dice)
        let town = try places.town(in: home.code, &dice)
        let address = town.address(try texts.any("street", &dice))
        let isRural = home.kind == .town || home.kind == .village || prefecture.number == 1
        let belongs = dice.chance(3)
        return try PresenterDraft(
            name: person.name,
            kana: person.kana,
            email: try EmailAddress("presenter-\(padded(count, 4))@lecture.example.jp"),
            phone: try PhoneNumber("070-0000-\(padded(count, 4))"),
            postalCode: town.postalCode,
            municipality: home.code,
            address: address,
            qualifications: try qualifications(),
            topics: try skills(),
            reachMinutes: dice.pick(isRural ? [150, 180, 240, 300] : [90, 120, 120, 150, 150, 180, 240]),
            acceptsOnline: dice.chance(85),
            acceptsOvernight: dice.chance(30),
            monthlyCap: dice.within(1...3),
            yearlyCap: dice.pick([4, 6, 8, 12]),
            organization: belongs ? dice.pick(chambers[prefecture] ?? []) : nil,
            rank: try RankCode(dice.pick([("standard", 68), ("senior", 25), ("expert", 7)], by: \.1).0),
            payee: try payee(of: person, town.postalCode, address)
        )
    }

    private mutating func qualifications() throws -> [Qualification] {
        var held = [try Qualification(try QualificationCode("security_presenter"))]
        if dice.chance(20) {
            let expires = LocalDate(year: 2027 + dice.below(3), month: 9, day: 30)
            held.append(
                try Qualification(
                    try QualificationCode("riss"),
                    number: "\(padded(dice.below(1_000_000), 6))",
                    expires: expires
                )
            )
        }
        for (code, percent) in [
            ("it_coordinator", 30), ("sme_consultant", 25), ("labour_consultant", 6), ("tax_accountant", 5),
            ("management_instructor", 8), ("information_security_manager", 18),
        ] where dice.chance(percent) {
            held.append(try Qualification(try QualificationCode(code)))
        }
        return held
    }

    private mutating func skills() throws -> [TopicSkill] {
        let chosen = dice.shuffle(topics).prefix(dice.within(3...8)).sorted()
        return try chosen.map { try TopicSkill($0, level: dice.pick([1, 1, 2, 2, 2, 3])) }
    }

    /// Most are paid themselves, a few through a firm of their own; the banks' codes are nobody's.
    private mutating func payee(of person: DemoName, _ postalCode: PostalCode, _ address: String) throws
        -> PayeeDraft
    {
        let isFirm = dice.chance(4)
        let kana = person.kana
        let account = try AccountDraft(
            bankCode: "\(9990 + dice.within(1...8))",
            branchCode: padded(dice.within(1...99), 3),
            depositType: isFirm ? 2 : 1,
            number: padded(dice.below(10_000_000), 7),
            holderKana: isFirm
                ? try texts.one("firm.kana", ["family": kana.family]) : "\(kana.family) \(kana.given)"
        )
        return try PayeeDraft(
            legalStatus: isFirm ? .corporation : .individual,
            residency: .resident,
            name: isFirm ? try texts.one("firm", ["family": person.name.family]) : person.name.description,
            postalCode: postalCode,
            address: address,
            invoiceNumber: dice.chance(isFirm ? 90 : 30) ? invoiceNumber() : nil,
            account: account
        )
    }

    /// A number whose check digit is right, and nothing else.
    private mutating func invoiceNumber() -> String? {
        let digits = "9999\(padded(dice.below(10_000), 4))\(padded(dice.below(10_000), 4))"
        return (1...9).lazy.map { "T\($0)\(digits)" }.first { (try? InvoiceNumber($0)) != nil }
    }
}

/// `number` with zeros before it, at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

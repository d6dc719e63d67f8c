public import KodanDomain

/// Drafts of invented people, each told apart by its number; bank 9991 is assigned to nobody.
public enum Sample {
    /// Somebody in Chiyoda who can speak about phishing on working days.
    public static func presenter(
        _ number: Int,
        givenKana: String? = nil,
        email: String? = nil,
        phone: String? = nil,
        municipality: String = "13101",
        topics: [TopicSkill]? = nil,
        organization: String? = nil,
        rank: String? = nil,
        payee: PayeeDraft? = nil
    ) throws -> PresenterDraft {
        try PresenterDraft(
            name: PersonName(family: "講壇", given: "花子\(number)"),
            kana: KanaName(family: "コウダン", given: givenKana ?? "ハナコ" + kana(number)),
            email: EmailAddress(email ?? "presenter\(number)@example.jp"),
            phone: PhoneNumber(
                phone ?? "090-" + digits(number / 10_000, 4) + "-" + digits(number % 10_000, 4)
            ),
            postalCode: PostalCode("1020074"),
            municipality: MunicipalityCode(municipality),
            address: "九段南1-2-1",
            topics: topics ?? [TopicSkill(TopicCode("phishing"), level: 2)],
            organization: organization,
            rank: rank.map { text throws(FieldRefused) in try RankCode(text) },
            payee: payee
        )
    }

    /// An individual who lives in Japan, paid to an account of this number.
    public static func payee(account number: String, holder: String = "コウダン ハナコ") throws -> PayeeDraft {
        try PayeeDraft(
            legalStatus: .individual,
            residency: .resident,
            name: "講壇 花子",
            postalCode: PostalCode("1020074"),
            address: "東京都千代田区九段南1-2-1",
            account: account(number, holder: holder)
        )
    }

    /// An ordinary account.
    public static func account(_ number: String, holder: String = "コウダン ハナコ") throws -> AccountDraft {
        try AccountDraft(
            bankCode: "9991",
            branchCode: "001",
            depositType: 1,
            number: number,
            holderKana: holder
        )
    }

    /// A chamber of commerce in Chiyoda.
    public static func organization(_ number: Int, name: String? = nil) throws -> OrganizationDraft {
        try OrganizationDraft(
            name: name ?? "見本第\(number)商工会議所",
            kind: .chamberOfCommerce,
            municipality: MunicipalityCode("13101"),
            address: "九段南1-2-1",
            email: EmailAddress("office\(number)@example.jp"),
            phone: PhoneNumber("03-" + digits(number / 10_000, 4) + "-" + digits(number % 10_000, 4))
        )
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// A number in katakana, a letter for each digit.
    private static func kana(_ number: Int) -> String {
        let letters = Array("アイウエオカキクケコ")
        return String(String(number).compactMap(\.wholeNumberValue).map { letters[$0] })
    }
}

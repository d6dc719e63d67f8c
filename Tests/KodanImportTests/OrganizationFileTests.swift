import KodanDomain
import KodanImport
import Testing

@Suite("A file of organizations")
struct OrganizationFileTests {
    private func expectedDraft() throws -> OrganizationDraft {
        try OrganizationDraft(
            name: "講壇商工会議所",
            kana: "コウダンショウコウカイギショ",
            kind: .chamberOfCommerce,
            municipality: MunicipalityCode("13206"),
            postalCode: PostalCode("183-8703"),
            address: "宮西町2-24",
            email: EmailAddress("office@example.jp"),
            phone: PhoneNumber("0420000001"),
            isCouncilMember: true,
            registrationNumber: "1234567890123"
        )
    }

    @Test("gives a draft with every column")
    func reads() throws {
        #expect(try organizations(file(organizationFields)) == [.draft(line: 2, try expectedDraft())])
    }

    @Test("has a template that it reads itself")
    func template() throws {
        let rows = try organizations(OrganizationFile.template)
        #expect(rows.count == 1)
        #expect(rows.first?.draft?.kind == .chamberOfCommerce)
        #expect(rows.first?.draft?.prefecture.number == 13)
    }

    @Test("knows every kind in Japanese and by code")
    func kinds() throws {
        let words: [(String, OrganizationKind)] = [
            ("警察", .police), ("商工会議所", .chamberOfCommerce), ("商工会連合会", .commerceFederation),
            ("中小企業団体中央会", .smallBusinessAssociation), ("税理士会", .taxAccountants),
            ("社労士会", .labourConsultants), ("診断協会", .managementConsultants),
            ("情報産業協会", .itAssociation), ("その他", .other),
        ]
        #expect(words.map(\.1) == OrganizationKind.allCases)
        for (word, kind) in words + OrganizationKind.allCases.map({ ($0.rawValue, $0) }) {
            #expect(try organizations(file(organizationFields, ["kind": word])).first?.draft?.kind == kind)
        }
    }

    @Test(
        "is told column, value and what was expected",
        arguments: [
            ("name", "", Expected.present),
            ("kana", "講壇", .katakana),
            (
                "kind", "会社",
                .oneOf([
                    "警察", "商工会議所", "商工会連合会", "中小企業団体中央会", "税理士会", "社労士会", "診断協会",
                    "情報産業協会", "その他",
                ])
            ),
            ("prefecture", "京東", .prefecture),
            ("municipality", "府外市", .municipality),
            ("postal_code", "1838", .digits(7...7)),
            ("address", "", .present),
            ("email", "office", .email),
            ("phone", "110", .phone),
            ("council_member", "会員", .yesOrNo),
            ("registration_number", String(repeating: "1", count: 31), .atMost(characters: 30)),
        ]
    )
    func refuses(column: String, value: String, expected: Expected) throws {
        let rows = try organizations(file(organizationFields, [column: value]))
        guard case .refused(let problems)? = rows.first else {
            Issue.record("accepted")
            return
        }
        let problem = try #require(problems.first { $0.column == column })
        #expect(problem.expected == expected)
    }
}

@Suite("Where something is")
struct PlaceTests {
    private func place(_ changes: [String: String?]) throws -> ImportedRow<OrganizationDraft>? {
        try organizations(file(organizationFields, changes)).first
    }

    @Test("is refused with the candidates where a name exists twice")
    func ambiguous() throws {
        #expect(
            try place(["prefecture": nil])
                == .refused([
                    RowProblem(
                        line: 2,
                        column: "municipality",
                        value: "府中市",
                        expected: .oneMunicipality(["東京都府中市", "広島県府中市"])
                    )
                ])
        )
    }

    @Test(
        "is found by name, however it is written, and by either code",
        arguments: [
            ("東京都府中市", "13206"), ("広島県府中市", "34208"), ("広島県 府中市", "34208"), ("13206", "13206"),
            ("132063", "13206"), ("鎌ヶ谷市", "12224"), ("鎌ケ谷市", "12224"), ("石狩郡当別町", "01303"),
            ("当別町", "01303"), ("札幌市中央区", "01101"), ("糟屋郡須惠町", "40344"), ("須恵町", "40344"),
            ("１３２０６", "13206"),
        ]
    )
    func found(name: String, code: String) throws {
        let row = try place(["prefecture": nil, "municipality": name])
        #expect(row?.draft?.municipality.digits == code)
    }

    @Test("is told apart by the prefecture, written in any of three ways", arguments: ["広島県", "広島", "34"])
    func prefecture(name: String) throws {
        #expect(try place(["prefecture": name])?.draft?.municipality.digits == "34208")
    }

    @Test("cannot be two places at once")
    func contradiction() throws {
        let byCode = try place(["prefecture": nil, "municipality_code": "13101"])
        let problem = RowProblem(
            line: 2,
            column: "municipality",
            value: "府中市",
            expected: .oneOf(["13101"])
        )
        #expect(byCode == .refused([problem]))
        let byPrefecture = try place(["prefecture": "大阪府", "municipality": "13206"])
        #expect(
            byPrefecture
                == .refused([
                    RowProblem(line: 2, column: "prefecture", value: "大阪府", expected: .oneOf(["東京都"]))
                ])
        )
    }

    @Test("is refused where the code is nobody's", arguments: ["13999", "131017", "1310"])
    func unknownCode(code: String) throws {
        let row = try place(["prefecture": nil, "municipality": nil, "municipality_code": code])
        #expect(
            row
                == .refused([
                    RowProblem(line: 2, column: "municipality_code", value: code, expected: .municipality)
                ])
        )
    }
}

public import KodanDomain

/// A file of organizations; `OrganizationFile.template` shows one.
public typealias OrganizationFile = ImportFile<OrganizationFormat>

/// What a file of organizations is like.
///
/// 種別 is 警察, 商工会議所, 商工会連合会, 中小企業団体中央会, 税理士会, 社労士会, 診断協会, 情報産業協会 or その他, or
/// the code of one; 協議会構成団体 is はい or いいえ; 状態, where it stands, is 登録中.
public enum OrganizationFormat: ImportFormat {
    /// The columns.
    public typealias Column = OrganizationColumn
    /// What a row becomes.
    public typealias Draft = OrganizationDraft

    /// An invented organization.
    public static let example: [(OrganizationColumn, String)] = [
        (.name, "講壇商工会議所"), (.kana, "コウダンショウコウカイギショ"), (.kind, "商工会議所"), (.prefecture, "東京都"),
        (.municipality, "府中市"), (.postalCode, "183-8703"), (.address, "宮西町2-24"),
        (.email, "office@example.jp"), (.phone, "042-000-0001"), (.councilMember, "はい"),
        (.registrationNumber, ""),
    ]
}

extension ImportFile<OrganizationFormat> {
    /// Reads the header of `source`.
    ///
    /// Throws ``HeaderProblem`` if columns are missing, doubled or, unless the caller ignores them, unknown; further
    /// ``SheetBroken``, ``TextEncodingError`` or what the source throws.
    public init(
        _ source: @escaping ByteSource,
        vocabulary: ImportVocabulary,
        ignoringUnknownColumns: Bool = false
    ) throws {
        try self.init(
            source,
            vocabulary: vocabulary,
            ignoringUnknownColumns: ignoringUnknownColumns
        ) { row, vocabulary in
            row.organization(vocabulary)
        }
    }
}

extension RowFields<OrganizationColumn> {
    /// The organization of this row; nil after a refusal.
    mutating func organization(_ vocabulary: ImportVocabulary) -> OrganizationDraft? {
        requireActive(.state)
        let name = plain(.name, .name, OrganizationDraft.nameLimit, isRequired: true)
        let kana = optional(.kana) { text throws(FieldRefused) in
            try text.katakana(.kana, atMost: OrganizationDraft.nameLimit)
        }
        let kind = required(.kind) { text throws(FieldRefused) in
            try writtenChoice(text, kindWords, .kind)
        }
        let municipality = place(vocabulary.municipalities)
        let postalCode = optional(.postalCode) { text throws(FieldRefused) in try PostalCode(text) }
        let address = plain(.address, .address, PresenterDraft.addressLimit, isRequired: true)
        let email = required(.email) { text throws(FieldRefused) in try EmailAddress(text) }
        let phone = required(.phone) { text throws(FieldRefused) in try PhoneNumber(text) }
        let member = optional(.councilMember) { text throws(FieldRefused) in
            try writtenFlag(text, .councilMember)
        }
        let number = plain(.registrationNumber, .registrationNumber, OrganizationDraft.registrationLimit)
        guard problems.isEmpty, let name, let kind, let municipality, let address, let email, let phone
        else { return nil }
        return checked { () throws(FieldRefused) in
            try OrganizationDraft(
                name: name,
                kana: kana,
                kind: kind,
                municipality: municipality,
                postalCode: postalCode,
                address: address,
                email: email,
                phone: phone,
                isCouncilMember: member ?? false,
                registrationNumber: number
            )
        }
    }

    private mutating func plain(
        _ column: OrganizationColumn,
        _ field: Field,
        _ limit: Int,
        isRequired: Bool = false
    ) -> String? {
        func make(_ text: String) throws(FieldRefused) -> String { try text.plainText(field, atMost: limit) }
        return isRequired ? required(column, make) : optional(column, make)
    }
}

private let kindWords: [(OrganizationKind, [String])] = [
    (.police, ["警察", "警察本部", "police"]),
    (.chamberOfCommerce, ["商工会議所", "chamber_of_commerce"]),
    (.commerceFederation, ["商工会連合会", "commerce_federation"]),
    (.smallBusinessAssociation, ["中小企業団体中央会", "small_business_association"]),
    (.taxAccountants, ["税理士会", "tax_accountants"]),
    (.labourConsultants, ["社労士会", "社会保険労務士会", "labour_consultants"]),
    (.managementConsultants, ["診断協会", "中小企業診断協会", "中小企業診断士協会", "management_consultants"]),
    (.itAssociation, ["情報産業協会", "it_association"]),
    (.other, ["その他", "other"]),
]

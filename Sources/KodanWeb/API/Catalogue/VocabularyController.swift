import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The words that forms offer.
enum VocabularyController {
    static let operations: [Operation] = [
        words("/v1/topics", "listTopics", "What lectures are about", .topic),
        words("/v1/qualifications", "listQualifications", "What presenters can be", .qualification),
        words("/v1/ranks", "listRanks", "What decides a presenter's fee", .rank),
        Operation(
            .get,
            "/v1/prefectures",
            "listPrefectures",
            .catalogue,
            "The prefectures",
            roles: .everybody,
            answers: [.ok(.items(PrefectureBody.schema), "All 47, from north to south.")],
            use: listPrefectures
        ),
        Operation(
            .get,
            "/v1/prefectures/{code}/municipalities",
            "listMunicipalities",
            .catalogue,
            "The municipalities and wards of a prefecture",
            roles: .everybody,
            answers: [.ok(.items(MunicipalityBody.schema), "All of them, by code.")],
            use: listMunicipalities
        ),
        Operation(
            .get,
            "/v1/postal-codes/{code}",
            "showPostalCode",
            .catalogue,
            "The towns of a postal code",
            notes: "Some codes have several towns, a few even several municipalities.",
            roles: .everybody,
            answers: [.ok(.items(PostalTownBody.schema), "All of them.")],
            use: showPostalCode
        ),
    ]

    private static func words(
        _ path: String,
        _ id: String,
        _ summary: String,
        _ table: WordTable
    ) -> Operation {
        Operation(
            .get,
            path,
            id,
            .catalogue,
            summary,
            roles: .everybody,
            answers: [.ok(.items(WordBody.schema), "All of them, by code.")]
        ) { call in
            let words = try await ReadVocabulary(office: call.office)(table, as: try call.asker())
            return try .json(ItemsBody(words.map { WordBody($0) }))
        }
    }

    @Sendable private static func listPrefectures(_ call: Call) async throws -> Response {
        let entries = try await ReadVocabulary(office: call.office).prefectures(as: try call.asker())
        return try .json(ItemsBody(entries.map { PrefectureBody($0) }))
    }

    @Sendable private static func listMunicipalities(_ call: Call) async throws -> Response {
        let entries = try await ReadVocabulary(office: call.office).municipalities(
            of: try call.path("code", .prefectureCode) { try? PrefectureCode($0) },
            as: try call.asker()
        )
        return try .json(ItemsBody(entries.map { MunicipalityBody($0) }))
    }

    @Sendable private static func showPostalCode(_ call: Call) async throws -> Response {
        let towns = try await ReadVocabulary(office: call.office).towns(
            at: try call.path("code", .postalCode) { try? PostalCode($0) },
            as: try call.asker()
        )
        return try .json(ItemsBody(towns.map { PostalTownBody($0) }))
    }
}

/// A word with its names as JSON.
struct WordBody: Encodable {
    static let schema = Schema.named(
        "Word",
        .body([
            .required("code", .code("five_rules")), .required("name_ja", .text(Example.topicName)),
            .required("name_en", .text("Five rules of information security")),
        ])
    )

    let code: String
    let nameJa: String
    let nameEn: String

    init(_ word: NamedCode) {
        code = word.code
        nameJa = word.japanese
        nameEn = word.english
    }
}

/// A prefecture as JSON.
struct PrefectureBody: Encodable {
    static let schema = Schema.named(
        "Prefecture",
        .body([
            .required("code", .prefecture), .required("name", .text(Example.prefectureName)),
            .required("kana", .text(Example.prefectureKana)), .required("romaji", .text("Tokyo")),
        ])
    )

    let code: String
    let name: String
    let kana: String
    let romaji: String

    init(_ entry: PrefectureEntry) {
        code = entry.code.description
        name = entry.name
        kana = entry.kana
        romaji = entry.romaji
    }
}

/// A municipality or ward as JSON.
struct MunicipalityBody: Encodable {
    static let schema = Schema.named(
        "Municipality",
        .body([
            .required("code", .municipality), .required("name", .text(Example.municipalityName)),
            .required("kana", .text(Example.municipalityKana)),
            .required("kind", .text(Example.municipalityKind)),
            .optional("parent", .municipality, "The city of a ward."),
        ])
    )

    let code: String
    let name: String
    let kana: String
    let kind: String
    let parent: String?

    init(_ entry: MunicipalityEntry) {
        code = entry.code.digits
        name = entry.name
        kana = entry.kana
        kind = entry.kind
        parent = entry.parent?.digits
    }
}

/// A town of a postal code as JSON.
struct PostalTownBody: Encodable {
    static let schema = Schema.named(
        "PostalTown",
        .body([
            .required("municipality", .municipality), .required("place", .text(Example.place)),
            .required("town", .text(Example.town), "May be empty."),
            .required("town_kana", .text(Example.townKana)),
        ])
    )

    let municipality: String
    let place: String
    let town: String
    let townKana: String

    init(_ entry: PostalTownEntry) {
        municipality = entry.municipality.digits
        place = entry.place
        town = entry.town
        townKana = entry.townKana
    }
}

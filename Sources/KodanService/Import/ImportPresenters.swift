import KodanDomain
public import KodanImport
import KodanStore
import Postgres

/// Registers the presenters of a file, in one transaction and in the memory of a few hundred rows.
public struct ImportPresenters: Sendable {
    private let office: Office
    private let municipalities: MunicipalityNames

    /// Works in `office`; `municipalities` give the names in the file their meaning.
    public init(office: Office, municipalities: MunicipalityNames) {
        self.office = office
        self.municipalities = municipalities
    }

    /// Imports the file; without ``ImportOptions/skipsBadRows`` one bad row keeps all out.
    ///
    /// `tell` hears of every bad row as it is found. Throws ``Refusal/notPermitted(_:)``, `HeaderProblem`,
    /// `SheetBroken`, `TextEncodingError`, or what the source throws; nothing is saved then.
    public func callAsFunction(
        _ source: @escaping ImportSource,
        _ options: ImportOptions = ImportOptions(),
        as credential: Credential,
        tell: @escaping @Sendable (ImportFinding) throws -> Void = { _ in }
    ) async throws -> ImportReport {
        try await office.importing(as: credential, options) { [office, municipalities] desk in
            let registration = try PresenterRegistration(
                at: desk,
                of: office,
                accounts: options.accounts,
                allowsDuplicates: options.allowsDuplicates
            )
            let file = try PresenterFile(
                try source(),
                vocabulary: try ImportVocabulary(desk.session, municipalities, office.rules.abbreviations),
                ignoringUnknownColumns: options.ignoresUnknownColumns
            )
            var run = FileImport<Presenter, PresenterFormat>(
                file,
                register: registration.register,
                tell: tell
            )
            return try run.run()
        }
    }
}

extension ImportVocabulary {
    /// The words of the database's tables, by code and by both names.
    init(
        _ session: Session,
        _ municipalities: MunicipalityNames,
        _ abbreviations: CorporateAbbreviations
    ) throws {
        let store = VocabularyStore(session)
        self.init(
            municipalities: municipalities,
            topics: try Self.words(store.topics()) { code throws(FieldRefused) in try TopicCode(code) },
            qualifications: try Self.words(store.qualifications()) { code throws(FieldRefused) in
                try QualificationCode(code)
            },
            ranks: try Self.words(store.ranks()) { code throws(FieldRefused) in try RankCode(code) },
            abbreviations: abbreviations
        )
    }

    private static func words<Code>(
        _ entries: [NamedCode],
        _ make: (String) throws(FieldRefused) -> Code
    ) throws -> [String: Code] {
        var words: [String: Code] = [:]
        for entry in entries {
            let code = try make(entry.code)
            for word in [entry.code, entry.japanese, entry.english] { words[word.normalized] = code }
        }
        return words
    }
}

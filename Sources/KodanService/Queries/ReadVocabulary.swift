public import KodanDomain
import KodanStore
import Postgres

/// The words that forms offer: topics, qualifications, ranks, prefectures, municipalities, towns of postal codes.
///
/// For everybody who signs in, or comes by the link of a request.
public struct ReadVocabulary: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// All words of one table, by code.
    public func callAsFunction(_ table: WordTable, as credential: Credential) async throws -> [NamedCode] {
        try await read(as: credential) { store in
            switch table {
            case .topic: try store.topics()
            case .qualification: try store.qualifications()
            case .rank: try store.ranks()
            }
        }
    }

    /// All prefectures, from north to south.
    public func prefectures(as credential: Credential) async throws -> [PrefectureEntry] {
        try await read(as: credential) { store in try store.prefectures() }
    }

    /// The municipalities and wards of a prefecture, by code.
    public func municipalities(
        of prefecture: PrefectureCode,
        as credential: Credential
    ) async throws -> [MunicipalityEntry] {
        try await read(as: credential) { store in try store.municipalities(of: prefecture) }
    }

    /// The towns and offices of a postal code; some codes have several, even of several municipalities.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a code that there is not.
    public func towns(
        at postalCode: PostalCode,
        as credential: Credential
    ) async throws -> [PostalTownEntry] {
        let towns = try await read(as: credential) { store in try store.towns(at: postalCode) }
        guard !towns.isEmpty else { throw Refusal.notFound(postalCode.digits, as: .postalCode) }
        return towns
    }

    private func read<Value: Sendable>(
        as credential: Credential,
        _ body: @escaping @Sendable (VocabularyStore) throws -> Value
    ) async throws -> Value {
        try await office.transaction(
            as: credential,
            TransactionOptions(readOnly: true),
            serving: .partOfRequest
        ) { desk in
            try body(VocabularyStore(desk.session))
        }
    }
}

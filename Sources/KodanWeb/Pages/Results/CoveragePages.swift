import KodanDomain
import KodanPages
import KodanService

/// How near presenters are, all over the country.
enum CoveragePages {
    static let routes = [
        PageRoute("/coverage", roles: [.coordinator, .auditor, .administrator], show: coverage)
    ]

    @Sendable private static func coverage(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let topics = try await ReadVocabulary(office: visit.office)(.topic, as: asker)
        let wanted = visit.query("topic").flatMap { text in topics.first { $0.code == text }?.code }
        let topic = wanted.flatMap { try? TopicCode($0) }
        let found = try await ReadCoverage(office: visit.office)(on: topic, as: asker)
        return CoverageTexts.page(
            CoverageTexts.Coverage(found),
            topics: topics.map { ($0.code, $0.japanese) },
            topic: topic?.text ?? ""
        )
    }
}

extension CoverageTexts.Coverage {
    /// What the use case says, as the page takes it.
    fileprivate init(_ found: CoverageFound) {
        let bands = found.bands.enumerated().map { (CoverageTexts.Band(rawValue: $0) ?? .overnight, $1) }
        self.init(
            bands: Dictionary(bands) { $0 + $1 },
            far: found.far.map {
                ($0.name, $0.minutes, CoverageTexts.Band(rawValue: $0.band) ?? .overnight, $0.requests)
            },
            gains: found.gains.map { ($0.name, $0.point, $0.municipalities, $0.minutes) },
            presenters: found.presenters
        )
    }
}

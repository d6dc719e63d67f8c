import KodanDomain
import KodanMatching
import KodanStore
import Synchronization

/// Keeps what a map of coverage takes long to find: the country, and how far all of it is from a municipality.
///
/// At most one search for each municipality is kept, some 4 kB each, 7 MB in all, and one answer for each topic. The
/// tables of places and ways are loaded once and do not change; before that nothing is kept.
final class CoverageRoom: Sendable {
    /// The country as it was loaded.
    struct Country: Sendable {
        let municipalities: [StoredMunicipality]
        let places: [Place]
        let index: [MunicipalityCode: Int]
        let points: [PagePoint]

        init(_ municipalities: [StoredMunicipality]) {
            self.municipalities = municipalities
            // Points of municipalities are no addresses: no way to them is added.
            places = municipalities.map { Place($0.place.point, in: $0.place.municipality, isExact: false) }
            index = Dictionary(
                uniqueKeysWithValues: municipalities.enumerated().map { ($1.place.municipality, $0) }
            )
            points = municipalities.map { MapFrame.place($0.place.point) }
        }
    }

    /// What an answer depends on.
    struct Question: Hashable, Sendable {
        let presenters: [MunicipalityCode]
        let requests: [MunicipalityCode: Int]
    }

    private struct Kept {
        var country: Country?
        var reaches: [Int: [Coverage.Reach]] = [:]
        var answers: [TopicCode?: (question: Question, answer: CoverageFound)] = [:]
    }

    /// How many topics have an answer kept.
    private static let answersAtMost = 100
    private let kept = Mutex(Kept())

    /// The country, read by `load` where it is not known.
    func country<Failure: Error>(_ load: () throws(Failure) -> [StoredMunicipality]) throws(Failure)
        -> Country
    {
        if let known = kept.withLock({ $0.country }) { return known }
        let country = Country(try load())
        if !country.places.isEmpty { kept.withLock { $0.country = country } }
        return country
    }

    /// How far all places of `country` are from each of `sources`, in the order of the sources.
    ///
    /// What is not known is searched on all cores.
    func reaches(from sources: [Int], in country: Country, by travel: TravelModel) -> [[Coverage.Reach]] {
        let known = kept.withLock { $0.reaches }
        let missing = sources.filter { known[$0] == nil }
        guard !missing.isEmpty else { return sources.compactMap { known[$0] } }
        let searched = travel.searching(from: missing.map { country.places[$0] })
        var found: [Int: [Coverage.Reach]] = [:]
        for source in missing {
            found[source] = searched.reaches(from: country.places[source], to: country.places)
        }
        let new = found
        // Along great circles there are no tables, and so nothing that stays.
        if travel.nodes > 1 { kept.withLock { $0.reaches.merge(new) { known, _ in known } } }
        return sources.compactMap { known[$0] ?? found[$0] }
    }

    /// The answer to `question` about `topic`; nil unless it is the last that was asked.
    func answer(to question: Question, about topic: TopicCode?) -> CoverageFound? {
        kept.withLock { kept in
            guard let known = kept.answers[topic], known.question == question else { return nil }
            return known.answer
        }
    }

    /// Keeps the answer to `question` about `topic`.
    func keep(_ answer: CoverageFound, to question: Question, about topic: TopicCode?) {
        kept.withLock { kept in
            if kept.answers.count >= CoverageRoom.answersAtMost { kept.answers = [:] }
            kept.answers[topic] = (question, answer)
        }
    }
}

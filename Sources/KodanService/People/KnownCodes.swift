import KodanDomain
import KodanStore
import Postgres

/// The codes that presenters' skills may have.
struct KnownCodes {
    let topics: Set<String>
    let qualifications: Set<String>
    let ranks: Set<String>

    init(_ session: Session) throws {
        let vocabulary = VocabularyStore(session)
        topics = Set(try vocabulary.topics().map(\.code))
        qualifications = Set(try vocabulary.qualifications().map(\.code))
        ranks = Set(try vocabulary.ranks().map(\.code))
    }

    /// Refuses the first code that names nothing.
    func check(_ draft: PresenterDraft) throws(Refusal) {
        try check(topics: draft.topics, qualifications: draft.qualifications)
    }

    /// Refuses the first code that names nothing.
    func check(topics skills: [TopicSkill], qualifications held: [Qualification]) throws(Refusal) {
        for skill in skills where !topics.contains(skill.topic.text) {
            throw .unknownCode(.topics, skill.topic.text)
        }
        for one in held where !qualifications.contains(one.code.text) {
            throw .unknownCode(.qualifications, one.code.text)
        }
    }
}

import KodanDomain
import KodanMatching
import KodanStore
public import KodanText
import Postgres

extension MatchRequests {
    /// The plan of now for people to look at, in `language`; nothing is written, and a match may run meanwhile.
    ///
    /// For coordinators. Throws ``Refusal/matchRunning`` while several others look at plans.
    public func preview(
        _ scope: MatchScope,
        in language: Language,
        as credential: Credential
    ) async throws -> PlanView {
        try await office.looking {
            let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
            let (facts, country, prefectures) = try await office.transaction(as: credential, snapshot) {
                desk in
                try desk.actor.require(.coordinator)
                let (country, prefectures) = (
                    try desk.travelRoom.coverage.country { () throws(PostgresError) in
                        try CoverageQueries(desk.session).municipalities()
                    },
                    try VocabularyStore(desk.session).prefectures()
                )
                // The facts end with what the service itself sees: nothing is read after them.
                return (try MatchingFacts(desk: desk, scope: scope), country, prefectures)
            }
            return try await office.plans.compute {
                PlanView(try plan(facts), facts, country, prefectures, language)
            }
        }
    }
}

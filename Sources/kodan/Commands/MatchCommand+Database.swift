import KodanDomain
import KodanMatching
import KodanService
import Postgres

extension MatchCommand {
    /// Matches the open requests of the database.
    func matchDatabase(as email: String) async throws {
        let settings = Settings()
        let office = try settings.office()
        let credential = try await StaffOptions.credential(of: email, .coordinator, in: office)
        let match = MatchRequests(
            office: office,
            weights: try weights(settings),
            progress: .terminal
        )
        let outcome = try await match(save: save, scope: try scope(), as: credential)
        await office.pool.close()
        try show(MatchAnswer(outcome))
        if !save, !json { print("Nothing was saved; --save saves the plan.") }
    }

    private func scope() throws -> MatchScope {
        let prefectures = try prefecture.map { try PrefectureCode($0) }
        let programmes = try programme.map { try ProgrammeCode($0) }
        return MatchScope(
            prefectures: prefectures.isEmpty ? nil : Set(prefectures),
            programmes: programmes.isEmpty ? nil : Set(programmes),
            asOf: asOf
        )
    }
}

import KodanDomain
import KodanMatching
import KodanService
import KodanText
import Postgres

extension MatchCommand {
    /// Matches the open requests of the database.
    func matchDatabase(as email: String) async throws {
        let settings = Settings()
        let office = try settings.office()
        let credential = try await StaffOptions.credential(of: email, .coordinator, in: office)
        let match = MatchRequests(office: office, progress: .terminal)
        let explained = try explain.map { text in
            guard let id = LectureRequest.ID(text) else { throw unknown(text) }
            return id
        }
        let outcome: MatchOutcome
        do {
            outcome = try await match(
                save: save,
                scope: try scope(),
                expecting: explained,
                as: credential
            )
        } catch Refusal.notFound(let request, _) {
            throw unknown(request)
        } catch Refusal.requestState(let request, _) {
            throw unknown("\(request)")
        } catch Refusal.chain(.notMatched(let request)) {
            throw unknown("\(request)")
        }
        let points = map == nil ? [] : try await MunicipalityPoints.stored(in: office, as: credential)
        await office.pool.close()
        try show(MatchAnswer(outcome), municipalities: points)
        if !save, !json { print(PlanText.nothingSaved(in: .terminal)) }
    }

    private func unknown(_ request: String) -> CommandFailure {
        .data("\(request), which --explain names, is not among the open requests that are matched.")
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

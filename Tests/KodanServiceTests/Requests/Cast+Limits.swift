import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport

extension Cast {
    /// A coordinator who is limited to prefectures.
    func limited(to prefectures: String..., number: Int = 1) async throws -> Credential {
        let administrator = database.staff.administrator
        let user = try await CreateUser(office: office)(
            NewUser(email: try EmailAddress("limited\(number)@body.example.jp"), name: "limited"),
            roles: [],
            as: administrator
        )
        for prefecture in prefectures {
            try await GrantRole(office: office)(
                .coordinator,
                to: user,
                in: try PrefectureCode(prefecture),
                as: administrator
            )
        }
        return .user(user, as: .coordinator)
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// How many an announcement would reach, before it is sent.
///
/// For coordinators, within their prefectures.
public struct PreviewAnnouncement: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// How many of those for whom it would be got it now; nothing is written.
    ///
    /// Throws ``Refusal/notPermitted(_:)``, also for a prefecture beyond the actor's limits.
    public func callAsFunction(
        _ audience: AnnouncementAudience,
        as credential: Credential
    ) async throws -> AnnouncementReach {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator)
            return try AnnouncementStore(desk.session).reach(try desk.kept(audience))
        }
    }

    /// To which prefectures the writer is limited; nil for one without limits.
    public func limits(as credential: Credential) async throws -> Set<PrefectureCode>? {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.coordinator)
            return try LimitsStore(desk.session).prefectures()
        }
    }
}

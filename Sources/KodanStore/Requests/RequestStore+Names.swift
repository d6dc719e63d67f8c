public import KodanDomain
public import Postgres

/// What a draft names, as far as it is there.
public struct DraftNames: Sendable {
    /// The programme; nil if there is none with this code.
    public let programme: ProgrammeRules?
    /// Whether there is such a topic.
    public let hasTopic: Bool
    /// Whether there is such a municipality, or none is named.
    public let hasMunicipality: Bool
    /// Whether the organization that asks still stands for itself; nil if there is none, or none asks.
    public let organization: OrganizationStatus?
    /// Whether the organization that asks may ask under the programme: its kind, its membership; false where none asks.
    public let mayAsk: Bool
}

extension RequestStore {
    /// Looks up what `draft` names, in one round trip.
    public func names(of draft: RequestDraft) throws(PostgresError) -> DraftNames {
        let programme = try session.ask(ProgrammeStore.query(draft.programme))
        let municipality = draft.place.venue?.municipality
        let asking: Organization.ID? = if case .organization(let id) = draft.asker { id } else { nil }
        return try session.one(
            """
            SELECT EXISTS (SELECT FROM topic WHERE code = \(draft.topic)) AS has_topic,
                   EXISTS (SELECT FROM municipality WHERE code = \(municipality)) AS has_municipality,
                   (SELECT state FROM organization WHERE id = \(asking)) AS organization_state,
                   EXISTS (
                       SELECT FROM organization
                         JOIN programme_asker AS asker ON asker.organization_kind = organization.kind
                         JOIN programme ON programme.id = asker.programme_id
                        WHERE organization.id = \(asking)
                          AND programme.code = \(draft.programme)
                          AND (organization.council_member OR NOT asker.members_only)
                   ) AS may_ask
            """
        ) { row throws(PostgresError) in
            DraftNames(
                programme: try programme.first(as: ProgrammeRules.init(row:)),
                hasTopic: try row.value("has_topic"),
                hasMunicipality: municipality == nil ? true : try row.value("has_municipality"),
                organization: try row.optional("organization_state"),
                mayAsk: try row.value("may_ask")
            )
        }
    }
}

public import KodanDomain
import KodanStore
import Postgres

/// Says what goes out by default for a programme's lectures.
///
/// For clerks and administrators.
public struct SetPack: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes `pack` the one of its topic, or of all topics that have none; one without materials is none.
    ///
    /// What is planned stays. Throws ``Refusal``: `notFound` for a programme or a material that is not there,
    /// `unknownCode` for the topic, `field` for a material twice or too many.
    public func callAsFunction(
        _ pack: MaterialPack,
        of programme: ProgrammeCode,
        as credential: Credential
    ) async throws {
        guard pack.materials.count <= MaterialPack.limit else {
            throw Refusal.field(FieldRefused(.materials, expected: .count(0...MaterialPack.limit)))
        }
        _ = try refusingField { () throws(FieldRefused) in try pack.materials.eachOnce(.materials) }
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .administrator)
            let store = PackStore(desk.session)
            guard let id = try store.programme(programme) else {
                throw Refusal.notFound(programme.text, as: .programme)
            }
            if let topic = pack.topic, try !store.hasTopic(topic) {
                throw Refusal.unknownCode(.topic, topic.text)
            }
            if let unknown = try MaterialStore(desk.session).unknown(of: pack.materials) {
                throw Refusal.notFound(unknown.description)
            }
            try store.set(pack, of: id)
            try desk.record(
                "pack.set",
                id,
                detail: [
                    "topic": pack.topic?.text ?? "",
                    "materials": pack.materials.map(\.description).joined(separator: " "),
                ]
            )
        }
    }
}

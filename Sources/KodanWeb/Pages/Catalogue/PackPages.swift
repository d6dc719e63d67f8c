import KodanDomain
import KodanPages
import KodanService
import KodanText

/// What goes out by default for the lectures of a programme.
enum PackPages {
    private static let readers: Set<Role> = [.clerk, .coordinator, .administrator, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/packs", roles: readers, steps: ["set": .changes(set)], show: show)
    ]

    @Sendable private static func show(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let programmes = try await ReadProgrammes(office: visit.office)(limit: .most, as: asker).items
            .map(\.programme)
        let topics = try await ReadVocabulary(office: visit.office)(.topic, as: asker)
        let materials = try await ReadMaterials(office: visit.office)(limit: .most, as: asker).items
        // What the address says and nobody knows is nothing.
        let programme = programmes.first { $0.code.text == visit.query("programme") }?.code
        let topic = topics.first { $0.code == visit.query("topic") }?.code
        var packs: [MaterialPack] = []
        if let programme { packs = try await ReadPacks(office: visit.office)(of: programme, as: asker) }
        return PackTexts.page(
            packs,
            PackTexts.Choice(
                programmes: programmes.map { ($0.code.text, $0.name) },
                topics: topics.map { ($0.code, $0.japanese) },
                materials: materials,
                programme: programme?.text ?? "",
                topic: topic ?? ""
            ),
            mayAct: visit.isOne(of: [.clerk, .administrator]),
            done: visit.done
        )
    }

    @Sendable private static func set(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        guard let programme = form["programme"].flatMap({ try? ProgrammeCode($0) }) else {
            throw Problem.missing("programme")
        }
        let topic = form["topic"].flatMap { try? TopicCode($0) }
        guard (topic == nil) == (form["topic"] == nil) else { throw Problem.missing("topic") }
        let chosen = form.values.compactMap { name, value in value == "true" ? Material.ID(name) : nil }
        try await SetPack(office: visit.office)(
            MaterialPack(topic: topic, materials: chosen.sorted()),
            of: programme,
            as: try visit.session()
        )
        let narrowed = topic.map { "&topic=\($0.text)" } ?? ""
        return PagePath("/packs?programme=\(programme.text)\(narrowed)", done: "set")
    }
}

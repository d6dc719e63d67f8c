import KodanDomain
import KodanPages
import KodanService

/// The catalogue of materials and their editions.
enum MaterialPages {
    private static let readers: Set<Role> = [.clerk, .coordinator, .administrator, .auditor]
    private static let keepers: Set<Role> = [.clerk, .administrator]

    static let routes: [PageRoute] = [
        PageRoute("/materials", roles: readers, steps: ["add": .changes(add)]) { visit in
            let page = try await ReadMaterials(office: visit.office)(
                after: visit.after(),
                as: try visit.session()
            )
            return MaterialTexts.list(
                page.items,
                next: visit.more(page.next),
                mayAct: visit.isOne(of: keepers),
                done: visit.done
            )
        },
        PageRoute(
            "/materials/:id",
            roles: readers,
            takesFiles: true,
            steps: ["issue": .changes(issue), "file": .changes(file)]
        ) { visit in
            MaterialTexts.page(
                try await ReadMaterials(office: visit.office)(try visit.key(), as: try visit.session()),
                fileTypes: FileMaterial.types,
                mayAct: visit.isOne(of: keepers),
                done: visit.done
            )
        },
    ]

    @Sendable private static func add(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body()
        let edition = body.part("edition")?.edition()
        let material = body.material()
        try body.end()
        guard let material, let edition else { throw body.faults.problem }
        _ = try await AddMaterial(office: visit.office)(material, edition, as: try visit.session())
        return PagePath("/materials", done: "added")
    }

    @Sendable private static func issue(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Material.ID = try visit.key()
        let body = form.body()
        let edition = body.edition()
        try body.end()
        guard let edition else { throw body.faults.problem }
        _ = try await AddEdition(office: visit.office)(edition, of: id, as: try visit.session())
        return PagePath("/materials/\(id)", done: "issued")
    }

    @Sendable private static func file(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Material.ID = try visit.key()
        let edition: Edition.ID = try visit.key("edition", in: form)
        let chosen = try form.file("file")
        let pieces = AsyncStream<[UInt8]> { stream in
            stream.yield(chosen.bytes)
            stream.finish()
        }
        _ = try await FileMaterial(office: visit.office, folder: visit.configuration.materials)(
            streaming: pieces,
            named: chosen.name,
            of: edition,
            as: try visit.session()
        )
        return PagePath("/materials/\(id)", done: "filed")
    }
}

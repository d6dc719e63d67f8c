import Foundation
import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

/// A catalogue with one leaflet on paper and one file, which are the pack of the usual programme, and a folder.
struct MaterialScene: Sendable {
    static let pdf = Array("%PDF-1.7 初版".utf8)

    let cast = Cast()
    let folder: MaterialFolder
    let leaflet: (material: Material.ID, edition: Edition.ID)
    let slides: (material: Material.ID, edition: Edition.ID)
    var office: Office { cast.office }
    var clerk: Credential { cast.database.staff.clerk }
    var deliver: DeliverMaterials { DeliverMaterials(office: office) }

    /// Runs `body` with a scene whose folder is its own.
    static func with(
        layout: MaterialFolder.Layout = .digest,
        _ body: (MaterialScene) async throws -> Void
    ) async throws {
        try await withFolder { path in
            try await body(try await MaterialScene(MaterialFolder(path, layout: layout)))
        }
    }

    private init(_ folder: MaterialFolder) async throws {
        self.folder = folder
        try await cast.database.owner.transaction { session in
            try session.script("DELETE FROM material_pack; DELETE FROM edition; DELETE FROM material")
        }
        leaflet = try await MaterialScene.add("leaflet", "冊子", .printed, cast)
        slides = try await MaterialScene.add("slides", "スライド", .digital, cast)
        try await SetPack(office: cast.office)(
            MaterialPack(topic: nil, materials: [leaflet.material, slides.material]),
            of: try ProgrammeCode("regional_dispatched"),
            as: cast.database.staff.clerk
        )
    }

    private static func add(
        _ code: String,
        _ name: String,
        _ medium: MaterialMedium,
        _ cast: Cast
    ) async throws -> (material: Material.ID, edition: Edition.ID) {
        try await AddMaterial(office: cast.office)(
            try MaterialDraft(code: code, japaneseName: name, englishName: code, medium: medium),
            try EditionDraft(label: "初版", issuedOn: Cast.today.date),
            as: cast.database.staff.clerk
        )
    }

    /// Files `bytes` in small pieces.
    @discardableResult
    func file(
        _ bytes: [UInt8] = MaterialScene.pdf,
        of edition: Edition.ID? = nil,
        declared: String? = nil,
        as credential: Credential? = nil
    ) async throws -> Bool {
        let pieces = AsyncStream<[UInt8]> { stream in
            var rest = bytes[...]
            while !rest.isEmpty {
                stream.yield(Array(rest.prefix(65_536)))
                rest = rest.dropFirst(65_536)
            }
            stream.finish()
        }
        return try await FileMaterial(office: office, folder: folder)(
            streaming: pieces,
            declared: declared,
            named: "資料.pdf",
            of: edition ?? slides.edition,
            as: credential ?? clerk
        )
    }

    /// Copies of the leaflet from the printer.
    func print(_ quantity: Int) async throws {
        _ = try await MoveStock(office: office).receive(quantity, of: leaflet.edition, as: clerk)
    }

    /// A bound lecture, and its planned deliveries by the material's code.
    func planned(
        _ lecturer: Lecturer? = nil,
        _ host: Host? = nil
    ) async throws -> (assignment: Assignment.ID, leaflet: MaterialDelivery.ID, slides: MaterialDelivery.ID) {
        let bound: Lecturer
        if let lecturer { bound = lecturer } else { bound = try await cast.lecturer() }
        let asking: Host
        if let host { asking = host } else { asking = try await cast.host() }
        let (_, assignment) = try await cast.assigned(bound, to: asking)
        let found = try await deliveries(of: assignment)
        return (
            assignment, try #require(found["leaflet"]).id, try #require(found["slides"]).id
        )
    }

    func deliveries(of assignment: Assignment.ID) async throws -> [String: DeliveryEntry] {
        let page = try await ReadDeliveries(office: office)(of: assignment, as: clerk)
        return Dictionary(page.items.map { ($0.material, $0) }, uniquingKeysWith: { _, new in new })
    }

    /// The secrets in the mails with links, in the order in which they were put in.
    func secrets() async throws -> [String] {
        try await cast.texts(
            "SELECT values ->> 'sealed_link' FROM outbox_message WHERE kind = 'material_link' ORDER BY id"
        ).compactMap { office.vault.openLink($0) }
    }

    func open(_ secret: String, isLook: Bool = false) async throws -> [UInt8] {
        let found = try await OpenMaterialLink(office: office, folder: folder)(secret, isLook: isLook)
        return try found.bytes.piece(at: 0)
    }

    /// What lies in stock of the leaflet, and the sum of its movements.
    func stock() async throws -> [String] {
        try await cast.texts(
            """
            SELECT on_hand || ' ' || (SELECT sum(quantity) FROM stock_movement AS moved
                                       WHERE moved.edition_id = stock.edition_id)
              FROM edition_stock AS stock
             WHERE edition_id = \(leaflet.edition)
            """
        )
    }
}

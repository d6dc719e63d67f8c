import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("The stock of an edition", .database)
struct StockTests {
    @Test("never falls below zero, however many deliveries leave at once, and is the sum of its movements")
    func concurrency() async throws {
        try await MaterialScene.with { scene in
            let (assignment, first, _) = try await scene.planned()
            // Sixteen parcels of 30 copies, and 130 copies: four can leave.
            try await scene.cast.database.owner.transaction { session in
                try session.script("DROP INDEX material_delivery_once")
                try session.execute(
                    """
                    INSERT INTO material_delivery
                           (assignment_id, edition_id, quantity, ship_to, ship_by, state, planned_at)
                    SELECT assignment_id, edition_id, quantity, ship_to, ship_by, state, planned_at
                      FROM material_delivery, generate_series(1, 15)
                     WHERE id = \(first)
                    """
                )
            }
            try await scene.print(130)
            let page = try await ReadDeliveries(office: scene.office)(
                of: assignment,
                states: [.planned],
                as: scene.clerk
            )
            let parcels = page.items.filter { $0.medium == .printed }.map(\.id)
            try #require(parcels.count == 16)
            let sent = await withTaskGroup(of: Bool?.self) { group in
                for parcel in parcels {
                    group.addTask {
                        do {
                            try await scene.deliver.send(parcel, as: scene.clerk)
                            return true
                        } catch {
                            return error as? Refusal
                                == .material(.stockShort(scene.leaflet.edition, wanted: 30)) ? false : nil
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sent.count { $0 == true } == 4)
            #expect(sent.count { $0 == false } == 12)
            #expect(try await scene.stock() == ["10 10"])
            let left = try await scene.cast.texts(
                "SELECT state FROM material_delivery WHERE edition_id = \(scene.leaflet.edition) ORDER BY state"
            )
            #expect(left.count { $0 == "sent" } == 4 && left.count { $0 == "planned" } == 12)
        }
    }

    @Test("moves with what comes in, leaves, comes back and is counted")
    func walk() async throws {
        try await MaterialScene.with { scene in
            let (_, parcel, _) = try await scene.planned()
            let clerk = scene.clerk
            let short = Refusal.material(.stockShort(scene.leaflet.edition, wanted: 30))
            await #expect(throws: short) { try await scene.deliver.send(parcel, as: clerk) }
            try await scene.print(50)
            try await scene.deliver.send(parcel, as: clerk)
            #expect(try await scene.stock() == ["20 20"])
            await #expect(throws: Refusal.field(FieldRefused(.quantity, expected: .integer(0...30)))) {
                try await scene.deliver.takeBack(parcel, quantity: 31, as: clerk)
            }
            try await scene.deliver.receive(parcel, as: clerk)
            try await scene.deliver.takeBack(parcel, quantity: 12, as: clerk)
            #expect(try await scene.stock() == ["32 32"])
            let move = MoveStock(office: scene.office)
            _ = try await move.count(30, of: scene.leaflet.edition, because: "棚卸", as: clerk)
            _ = try await move.count(30, of: scene.leaflet.edition, because: "確認", as: clerk)
            #expect(try await scene.stock() == ["30 30"])
            let read = ReadStock(office: scene.office)
            let auditor = scene.cast.database.staff.auditor
            let moved = try await read.movements(of: scene.leaflet.edition, as: auditor).items
            #expect(moved.map(\.kind) == [.received, .sent, .returned, .counted, .counted])
            #expect(moved.map(\.quantity) == [50, -30, 12, -2, 0])
            let stock = try await read(as: auditor).items
            #expect(stock.map(\.onHand) == [30] && stock.map(\.planned) == [0])
        }
    }

    @Test("is counted however much came in, and no delivery of copies is that large")
    func large() async throws {
        try await MaterialScene.with { scene in
            _ = try await scene.planned()
            let move = MoveStock(office: scene.office)
            for _ in 0..<3 {
                _ = try await move.receive(1_000_000, of: scene.leaflet.edition, as: scene.clerk)
            }
            _ = try await move.count(0, of: scene.leaflet.edition, because: "棚卸", as: scene.clerk)
            #expect(try await scene.stock() == ["0 0"])
        }
    }

    @Test("is of printed editions only, and is kept by clerks and administrators")
    func refused() async throws {
        try await MaterialScene.with { scene in
            let move = MoveStock(office: scene.office)
            await #expect(throws: Refusal.material(.notPrinted(scene.slides.edition))) {
                try await move.receive(5, of: scene.slides.edition, as: scene.clerk)
            }
            await #expect(throws: Refusal.notFound("edi-999999")) {
                try await move.receive(5, of: Edition.ID(999_999), as: scene.clerk)
            }
            await #expect(throws: Refusal.field(FieldRefused(.quantity, expected: .integer(1...1_000_000)))) {
                try await move.receive(0, of: scene.leaflet.edition, as: scene.clerk)
            }
            await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
                try await move.count(3, of: scene.leaflet.edition, because: " ", as: scene.clerk)
            }
            for role in [Role.coordinator, .accountant, .approver, .auditor] {
                let credential = try #require(scene.cast.database.staff[role])
                await #expect(throws: Refusal.notPermitted(role)) {
                    try await move.receive(5, of: scene.leaflet.edition, as: credential)
                }
            }
            let host = try await scene.cast.host()
            await #expect(throws: Refusal.notPermitted(.host)) {
                try await ReadStock(office: scene.office)(as: host.credential)
            }
        }
    }

    @Test("is not written but by a movement, and no movement is changed")
    func locked() async throws {
        try await MaterialScene.with { scene in
            try await scene.print(10)
            let office = scene.office
            let error = await #expect(throws: PostgresError.self) {
                try await office.transaction(as: .system) { desk in
                    try desk.session.execute("UPDATE edition_stock SET on_hand = 99")
                }
            }
            #expect(error?.sqlState == "42501")
            await #expect(throws: PostgresError.self) {
                try await scene.cast.database.owner.transaction { session in
                    try session.execute("UPDATE stock_movement SET quantity = 99")
                }
            }
            let below = await #expect(throws: PostgresError.self) {
                try await scene.cast.database.owner.transaction { session in
                    try session.execute("UPDATE edition_stock SET on_hand = -1")
                }
            }
            #expect(below?.constraint == "edition_stock_on_hand")
            #expect(try await scene.stock() == ["10 10"])
        }
    }
}

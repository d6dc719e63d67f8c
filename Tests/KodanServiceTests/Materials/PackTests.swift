import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("A pack of materials", .database)
struct PackTests {
    @Test("is planned in its newest editions when a presenter is bound, to leave in time for the venue")
    func planned() async throws {
        try await MaterialScene.with { scene in
            let late = try EditionDraft(label: "次版", issuedOn: Cast.afternoon.date.adding(days: 1))
            _ = try await AddEdition(office: scene.office)(late, of: scene.slides.material, as: scene.clerk)
            let lecturer = try await scene.cast.lecturer()
            let host = try await scene.cast.host()
            let (assignment, leaflet, _) = try await scene.planned(lecturer, host)
            let found = try await scene.deliveries(of: assignment)
            #expect(found.count == 2)
            #expect(found["leaflet"]?.quantity == 30 && found["slides"]?.quantity == 1)
            #expect(found["leaflet"]?.shipTo == "東京都千代田区千代田一丁目 会館" && found["slides"]?.shipTo == nil)
            #expect(found["slides"]?.editionID == scene.slides.edition)
            // Seven office days before a Wednesday, and seven days.
            #expect(found["leaflet"]?.shipBy == day("2026-06-29"))
            #expect(found["slides"]?.shipBy == day("2026-07-01"))
            #expect(try await scene.deliver.plan(for: assignment, as: scene.clerk) == [])
            for credential in [lecturer.credential, host.credential, scene.cast.database.staff.auditor] {
                let seen = try await ReadDeliveries(office: scene.office)(of: assignment, as: credential)
                #expect(seen.items.count == 2)
                let all = try await ReadDeliveries(office: scene.office)(as: credential)
                #expect(all.items == seen.items)
            }
            let stranger = try await scene.cast.host(2)
            #expect(
                try await ReadDeliveries(office: scene.office)(of: assignment, as: stranger.credential).items
                    == []
            )
            #expect(try await ReadDeliveries(office: scene.office)(as: stranger.credential).items == [])
            let freed = scene.deliver
            try await freed.takeBack(leaflet, as: scene.clerk)
            let again = try await freed.plan(for: assignment, as: scene.clerk)
            #expect(again.count == 1 && again != [leaflet])
        }
    }

    @Test(
        "of a topic counts instead of that for all topics, and a lecture without one gets nothing by itself"
    )
    func topics() async throws {
        try await MaterialScene.with { scene in
            let programme = try ProgrammeCode("regional_dispatched")
            let set = SetPack(office: scene.office)
            let topic = try TopicCode("five_rules")
            try await set(
                MaterialPack(topic: topic, materials: [scene.slides.material]),
                of: programme,
                as: scene.cast.database.staff.administrator
            )
            let packs = try await ReadPacks(office: scene.office)(of: programme, as: scene.cast.coordinator)
            #expect(packs.map(\.topic) == [nil, topic])
            let host = try await scene.cast.host()
            let (_, first) = try await scene.cast.assigned(try await scene.cast.lecturer(1), to: host)
            #expect(try await scene.deliveries(of: first).keys.sorted() == ["slides"])
            let leaflet = scene.leaflet.material
            await #expect(throws: Refusal.field(FieldRefused(.materials, at: 1, expected: .once))) {
                try await scene.deliver.plan(for: first, [leaflet, leaflet], as: scene.clerk)
            }
            let extra = try await scene.deliver.plan(for: first, [leaflet], as: scene.clerk)
            #expect(extra.count == 1)
            for wanted in [topic, nil] {
                try await set(MaterialPack(topic: wanted, materials: []), of: programme, as: scene.clerk)
            }
            let (_, second) = try await scene.cast.assigned(try await scene.cast.lecturer(2), to: host)
            #expect(try await scene.deliveries(of: second).isEmpty)
            #expect(try await scene.deliver.plan(for: second, as: scene.clerk).count == 2)
        }
    }

    @Test("is the clerk's and the administrator's to set, of what there is, each material once")
    func refused() async throws {
        try await MaterialScene.with { scene in
            let programme = try ProgrammeCode("regional_dispatched")
            let set = SetPack(office: scene.office)
            let one = MaterialPack(topic: nil, materials: [scene.slides.material])
            for role in [Role.coordinator, .accountant, .approver, .auditor] {
                let credential = try #require(scene.cast.database.staff[role])
                await #expect(throws: Refusal.notPermitted(role)) {
                    try await set(one, of: programme, as: credential)
                }
            }
            await #expect(throws: Refusal.notFound("nonesuch", as: .programme)) {
                try await set(one, of: try ProgrammeCode("nonesuch"), as: scene.clerk)
            }
            let twice = MaterialPack(topic: nil, materials: [scene.slides.material, scene.slides.material])
            await #expect(throws: Refusal.field(FieldRefused(.materials, at: 1, expected: .once))) {
                try await set(twice, of: programme, as: scene.clerk)
            }
            let unknown = MaterialPack(topic: nil, materials: [Material.ID(999_999)])
            await #expect(throws: Refusal.notFound("mat-999999")) {
                try await set(unknown, of: programme, as: scene.clerk)
            }
            let nowhere = MaterialPack(topic: try TopicCode("nonesuch"), materials: [])
            await #expect(throws: Refusal.unknownCode(.topic, "nonesuch")) {
                try await set(nowhere, of: programme, as: scene.clerk)
            }
        }
    }

    @Test("changes before it leaves, and then no more")
    func changed() async throws {
        try await MaterialScene.with { scene in
            let (assignment, leaflet, slides) = try await scene.planned()
            let change = scene.deliver
            try await change.change(
                leaflet,
                try DeliveryChange(quantity: 45, destination: .organization, shipBy: day("2026-06-22")),
                as: scene.clerk
            )
            var entry = try #require(try await scene.deliveries(of: assignment)["leaflet"])
            #expect(entry.quantity == 45 && entry.shipBy == day("2026-06-22"))
            #expect(entry.shipTo == "東京都千代田区一丁目1 団体1")
            try await change.change(leaflet, try DeliveryChange(destination: .address("別館")), as: scene.clerk)
            entry = try #require(try await scene.deliveries(of: assignment)["leaflet"])
            #expect(entry.quantity == 45 && entry.shipTo == "別館")
            await #expect(throws: Refusal.material(.notPrinted(scene.slides.edition))) {
                try await change.change(slides, try DeliveryChange(quantity: 2), as: scene.clerk)
            }
            let today = scene.office.clock.now().date
            let ahead = DateRange(today...Cast.afternoon.date)
            for stray in [today.adding(days: -1), Cast.afternoon.date.adding(days: 1)] {
                await #expect(throws: Refusal.field(FieldRefused(.shipBy, expected: .dateWithin(ahead)))) {
                    try await change.change(leaflet, try DeliveryChange(shipBy: stray), as: scene.clerk)
                }
            }
            try await scene.print(45)
            try await change.send(leaflet, as: scene.clerk)
            await #expect(throws: Refusal.deliveryState(leaflet, .sent)) {
                try await change.change(leaflet, try DeliveryChange(quantity: 1), as: scene.clerk)
            }
            #expect(throws: FieldRefused(.quantity, expected: .integer(1...10_000))) {
                try DeliveryChange(quantity: 0)
            }
            for statement in [
                "UPDATE material_delivery SET quantity = 1 WHERE id = \(leaflet)",
                "UPDATE material_delivery SET edition_id = \(scene.slides.edition) WHERE id = \(leaflet)",
            ] as [SQL] {
                let error = await #expect(throws: PostgresError.self) {
                    try await scene.cast.database.owner.transaction { try $0.execute(statement) }
                }
                #expect(error?.constraint == "material_delivery_pinned")
            }
        }
    }
}

import KodanDomain
import KodanPages
import KodanService

/// Materials on their way: the lists, the sheets to print, the page of one, and what may be done with it.
enum DeliveryPages {
    static let readers: Set<Role> = [.clerk, .coordinator, .administrator, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/deliveries", roles: readers, show: list),
        PageRoute("/deliveries/packing", roles: readers, show: PackingPages.show),
        PageRoute("/deliveries/:id", roles: readers, steps: DeliverySteps.all, show: delivery),
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let queue = visit.query("queue").flatMap { DeliveryQueue(rawValue: $0) } ?? .toSend
        let day = visit.day("until")
        let page = try await ReadDeliveries(office: visit.office)(
            in: queue,
            shipBy: day,
            after: visit.after(),
            as: try visit.session()
        )
        return DeliveryListTexts.page(
            page.items,
            in: queue,
            until: day,
            today: visit.office.clock.now().date,
            next: visit.more(page.next, asking: ["queue", "until"])
        )
    }

    @Sendable private static func delivery(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let read = ReadDeliveries(office: visit.office)
        let found = try await read(try visit.key(), as: asker)
        let parcel = try await read(of: found.assignment, limit: .most, as: asker)
        let reading = ReadMaterialLinks(office: visit.office)
        let isFile = found.medium == .digital
        let links = isFile ? try await reading(of: found.id, as: asker) : []
        let openings = isFile ? try await reading.openings(of: found.id, as: asker) : []
        return DeliveryTexts.page(
            found,
            DeliveryTexts.Surroundings(
                parcel: parcel.items,
                links: links,
                openings: openings,
                mayAct: [.clerk, .coordinator].contains(visit.role),
                now: visit.office.clock.now(),
                done: visit.done
            )
        )
    }
}

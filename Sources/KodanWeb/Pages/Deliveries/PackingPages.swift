import KodanDomain
import KodanPages
import KodanService

/// The sheets of a day's parcels.
enum PackingPages {
    /// So many deliveries at most are on one page, which stays below 100 kB.
    private static let limit = PageLimit(100) ?? .standard

    @Sendable static func show(_ visit: Visit) async throws -> PageContent {
        let day = visit.day("day") ?? visit.office.clock.now().date
        let isUntil = visit.query("until") == "true"
        let page = try await ReadDeliveries(office: visit.office)(
            in: .toSend,
            shipBy: day,
            isThatDayAlone: !isUntil,
            after: visit.after(),
            limit: limit,
            as: try visit.session()
        )
        // A lecture that the page's end cuts stands whole on the next.
        let cut = page.next == nil ? nil : page.items.last?.assignment
        let whole = page.items.prefix { $0.assignment != cut }
        let shown = whole.isEmpty ? page.items[...] : whole
        let next = page.next == nil ? nil : shown.last?.id
        return PackingTexts.page(
            parcels(of: shown.filter { $0.medium == .printed }).map { PackingTexts.Parcel($0) },
            on: day,
            isUntil: isUntil,
            next: visit.more(next, asking: ["day", "until"])
        )
    }

    /// The deliveries by lecture and place, in their order.
    private static func parcels(of deliveries: [DeliveryEntry]) -> [[DeliveryEntry]] {
        var parcels: [[DeliveryEntry]] = []
        for delivery in deliveries {
            let known = parcels.firstIndex { parcel in
                parcel.contains { $0.assignment == delivery.assignment && $0.shipTo == delivery.shipTo }
            }
            if let known { parcels[known].append(delivery) } else { parcels.append([delivery]) }
        }
        return parcels
    }
}

import KodanDomain
import KodanPages
import KodanService

/// What waits for a clerk.
enum ClerkHome {
    static func page(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let read = ReadDeliveries(office: visit.office)
        let toSend = try await read(in: .toSend, as: asker)
        let comesBack = try await read(in: .comesBack, as: asker)
        let stock = try await ReadStock(office: visit.office)(limit: .most, as: asker)
        return ClerkHomeTexts.page(
            toSend: toSend.items,
            hasMore: toSend.next != nil,
            comesBack: comesBack.items,
            short: stock.items.filter { $0.onHand < $0.planned },
            today: visit.office.clock.now().date
        )
    }
}

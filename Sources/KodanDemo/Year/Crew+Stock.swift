import KodanDomain
import KodanService

extension Crew {
    /// Brings copies of every printed edition into stock, as many as the year wishes, and files the slides.
    func stock(in folder: MaterialFolder, of plans: [RequestPlan]) async throws {
        // A lecture that is given to another is sent its copies twice.
        let wished = plans.reduce(0) { $0 + 2 * $1.attendance }
        let stock = try await ReadStock(office: office)(as: clerk)
        for entry in stock.items {
            _ = try await MoveStock(office: office).receive(
                max(1, wished),
                of: entry.edition,
                as: clerk
            )
        }
        let catalogue = try await ReadMaterials(office: office)(as: clerk).items
        guard let slides = catalogue.first(where: { $0.code == "lecture_slides" })?.editions.first else {
            return
        }
        let pages = AsyncStream { stream in
            stream.yield(Array("%PDF-1.7\n% \(slides.label)\n".utf8))
            stream.finish()
        }
        _ = try await FileMaterial(office: office, folder: folder)(
            streaming: pages,
            named: "slides.pdf",
            of: slides.id,
            as: clerk
        )
    }
}

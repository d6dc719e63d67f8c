import KodanDomain

/// Presenters by where they live, in cells of a quarter of a degree, so that few are asked how far they travel.
struct PresenterGrid {
    private struct Cell: Hashable {
        var row: Int32
        var column: Int32
    }

    private var cells: [Cell: [Int]] = [:]
    private let everyone: Range<Int>
    /// Kilometres beyond which nobody travels; nil if unknown.
    private let farthest: Double?

    /// The grid of `presenters`, who are known by their index, for journeys by `travel`.
    init(_ presenters: [PresenterFacts], travel: TravelModel) {
        everyone = presenters.indices
        let reach = presenters.map(\.reachMinutes).max() ?? 0
        farthest = travel.farthestKilometres(minutes: reach)
        guard farthest != nil else { return }
        for (index, presenter) in presenters.enumerated() {
            let base = presenter.base.point
            cells[PresenterGrid.cell(base.latitude, base.longitude), default: []].append(index)
        }
    }

    /// Everyone who could travel to `venue`, and some who could not.
    func candidates(near venue: GeoPoint) -> [Int] {
        guard let farthest,
            let east = Sphere.longitudeSpan(kilometres: farthest, latitude: venue.latitude)
        else { return Array(everyone) }
        let rows = PresenterGrid.microdegrees(farthest / Sphere.radius)
        let columns = PresenterGrid.microdegrees(east)
        // Across the date line degrees do not say who is near.
        guard venue.longitude - columns >= -180_000_000, venue.longitude + columns <= 180_000_000
        else { return Array(everyone) }
        let low = PresenterGrid.cell(venue.latitude - rows, venue.longitude - columns)
        let high = PresenterGrid.cell(venue.latitude + rows, venue.longitude + columns)
        let area = (Int(high.row - low.row) + 1) * (Int(high.column - low.column) + 1)
        if area > cells.count {
            return
                cells
                .filter {
                    (low.row...high.row).contains($0.key.row)
                        && (low.column...high.column).contains($0.key.column)
                }
                .flatMap(\.value)
        }
        var found: [Int] = []
        for row in low.row...high.row {
            for column in low.column...high.column { found += cells[Cell(row: row, column: column)] ?? [] }
        }
        return found
    }

    /// Radians as micro-degrees, a little more than exact.
    private static func microdegrees(_ radians: Double) -> Int32 { Int32(radians * 180 / .pi * 1e6) + 2 }

    private static func cell(_ latitude: Int32, _ longitude: Int32) -> Cell {
        Cell(row: (latitude + 90_000_000) / 250_000, column: (longitude + 180_000_000) / 250_000)
    }
}

import KodanDomain

/// The part of the country that a small map shows, enlarged to ``width``.
struct MapSection {
    /// How wide the drawing is, in units.
    static let width = 360
    /// The least that is shown across, in tenths of a unit of the country's map: some 130 km.
    private static let least = 640
    /// What is shown beyond the outermost point, as a part of the way: a quarter.
    private static let marginPart = 4

    private let (left, top, across): (Int, Int, Int)
    /// How high it is, in units.
    let height: Int

    /// The part that holds `points`, at least one, in their middle.
    init(around points: [PagePoint]) {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let (west, east) = (xs.min() ?? 0, xs.max() ?? 0)
        let (north, south) = (ys.min() ?? 0, ys.max() ?? 0)
        let margin = max(east - west, south - north) / MapSection.marginPart
        // As wide as high at most, and at least two thirds as high as wide: no strip in either direction.
        let down = max(south - north + 2 * margin, MapSection.least * 2 / 3)
        let across = max(east - west + 2 * margin, MapSection.least, down)
        let shown = max(down, across * 2 / 3)
        self.across = across
        left = (west + east - across) / 2
        top = (north + south - shown) / 2
        height = shown * MapSection.width / across
    }

    /// A point of the country's map in tenths of a unit of this one; nil for one that is not shown.
    func place(_ point: PagePoint) -> PagePoint? {
        let x = (point.x - left) * 10 * MapSection.width / across
        let y = (point.y - top) * 10 * MapSection.width / across
        guard (0...MapSection.width * 10).contains(x), (0...height * 10).contains(y) else { return nil }
        return PagePoint(x: x, y: y)
    }

    /// Where a point that is shown is drawn, in units.
    func unit(_ point: PagePoint) -> (x: Int, y: Int) {
        ((point.x - left) * MapSection.width / across, (point.y - top) * MapSection.width / across)
    }
}

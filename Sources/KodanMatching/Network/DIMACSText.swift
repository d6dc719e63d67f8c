/// Lines of DIMACS text as they pile up.
struct DIMACSText {
    /// An arc between two nodes, counted from 1, that no flow must use.
    struct Arc {
        var tail: Int
        var head: Int
        var capacity = 1
        var cost = 0
    }

    /// About how many bytes one piece has.
    private static let pieceSize = 65_536

    private var bytes: [UInt8] = []

    /// Whether there is enough for a piece.
    var isFull: Bool { bytes.count >= DIMACSText.pieceSize }

    /// What has piled up, which is gone then.
    mutating func taken() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    mutating func comment(_ words: String) {
        bytes += "c \(words)\n".utf8
    }

    mutating func problem(nodes: Int, arcs: Int) {
        bytes += "p min \(nodes) \(arcs)\n".utf8
    }

    mutating func supply(_ supply: Int, of node: Int) {
        bytes += "n \(node) \(supply)\n".utf8
    }

    mutating func arc(_ arc: Arc) {
        bytes += "a \(arc.tail) \(arc.head) 0 \(arc.capacity) \(arc.cost)\n".utf8
    }
}

import KodanImport
import Synchronization
import Testing

@Suite("A large file")
struct ReadAheadTests {
    private static let rows = 20_000
    private static let pieceSize = 65_536

    /// Hands out a file that is written while it is read, and counts what was taken.
    private final class Generator: Sendable {
        private let state: Mutex<(buffer: [UInt8], nextRow: Int, taken: Int)>
        private let row: @Sendable (Int) -> String

        init(header: String, row: @escaping @Sendable (Int) -> String) {
            state = Mutex((Array((header + "\n").utf8), 1, 0))
            self.row = row
        }

        var taken: Int { state.withLock(\.taken) }

        /// The next piece; nil at the end.
        func next() -> [UInt8]? {
            state.withLock { state in
                while state.buffer.count < pieceSize, state.nextRow <= rows {
                    state.buffer += Array((row(state.nextRow) + "\n").utf8)
                    state.nextRow += 1
                }
                let piece = Array(state.buffer.prefix(pieceSize))
                state.buffer.removeFirst(piece.count)
                state.taken += piece.count
                return piece.isEmpty ? nil : piece
            }
        }
    }

    private static let header = presenterFields.map(\.0).joined(separator: ",")

    private static func row(_ number: Int) -> String {
        presenterFields.map { name, value in
            switch name {
            case "given_name": "太郎\(number)"
            case "email": "taro\(number)@example.jp"
            default: value
            }
        }.joined(separator: ",")
    }

    /// What is read ahead is all that a reader keeps: each row is handed on and forgotten.
    @Test("of 20,000 presenters is read without more in memory than two pieces and a row")
    func presenters() throws {
        let source = Generator(header: Self.header, row: { Self.row($0) })
        var file = try PresenterFile({ source.next() }, vocabulary: vocabulary)
        var passed = Self.header.utf8.count + 1
        var furthest = 0
        var count = 0
        while let row = try file.next() {
            count += 1
            passed += Self.row(count).utf8.count + 1
            furthest = max(furthest, source.taken - passed)
            guard case .draft(count + 1, _) = row else {
                Issue.record("row \(count) was refused")
                return
            }
        }
        #expect(count == Self.rows)
        #expect(source.taken == passed)
        #expect(furthest < 2 * Self.pieceSize)
        // It is a bound only if the file is many times as long.
        #expect(passed > 40 * Self.pieceSize)
    }
}

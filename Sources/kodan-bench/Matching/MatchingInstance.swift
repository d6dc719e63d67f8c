import CSV
import Foundation

/// A matching instance as a folder, in the form of the yardsticks.
///
/// `presenters.csv` has `id,lat_udeg,lon_udeg,topics,level,cap,avail_lo,avail_hi`, `requests.csv` has
/// `id,lat_udeg,lon_udeg,topic,level,days`; ids are row numbers from 0, topics a mask of bits, days numbers below 64
/// joined by `|`. `cand.bin` holds the candidates of each request with their costs, `meta.json` the constants.
struct MatchingInstance {
    struct Presenter {
        var latitude: Int32
        var longitude: Int32
        var topics: UInt8
        var level: Int
        var capacity: Int
        var days: UInt64
    }

    struct Request {
        var latitude: Int32
        var longitude: Int32
        var topic: UInt8
        var level: Int
        var days: UInt64
    }

    /// The constants of an instance, named as in its file.
    struct Constants: Codable {
        var name: String
        var k: Int
        var radius_m: Int
        var lambda: Int
        var unassigned: Int
    }

    var constants: Constants
    var presenters: [Presenter]
    var requests: [Request]
    /// The candidates of request `r` stand from `starts[r]` until `starts[r + 1]`.
    var starts: [UInt32] = []
    var candidates: [UInt32] = []
    var costs: [Int32] = []
}

extension MatchingInstance {
    /// Reads `folder`.
    init(folder: URL) throws {
        constants = try JSONDecoder()
            .decode(Constants.self, from: Data(contentsOf: folder.appending(path: "meta.json")))
        presenters = try Self.rows(of: folder.appending(path: "presenters.csv")) { cells in
            Presenter(
                latitude: Int32(cells[1]) ?? 0,
                longitude: Int32(cells[2]) ?? 0,
                topics: UInt8(cells[3]) ?? 0,
                level: Int(cells[4]) ?? 0,
                capacity: Int(cells[5]) ?? 0,
                days: (UInt64(cells[6]) ?? 0) | (UInt64(cells[7]) ?? 0) << 32
            )
        }
        requests = try Self.rows(of: folder.appending(path: "requests.csv")) { cells in
            Request(
                latitude: Int32(cells[1]) ?? 0,
                longitude: Int32(cells[2]) ?? 0,
                topic: UInt8(cells[3]) ?? 0,
                level: Int(cells[4]) ?? 0,
                days: cells[5].split(separator: "|").reduce(0) { $0 | 1 << (UInt64($1) ?? 63) }
            )
        }
        try readCandidates(of: folder.appending(path: "cand.bin"))
    }

    private mutating func readCandidates(of file: URL) throws {
        let data = try Data(contentsOf: file)
        let words = unsafe data.withUnsafeBytes { bytes in
            unsafe Array(bytes.bindMemory(to: UInt32.self)).map(UInt32.init(littleEndian:))
        }
        guard words.count > 4, words[0] == 0x444E_434B, Int(words[2]) == requests.count else {
            throw InstanceError.notCandidates(file.path)
        }
        let total = Int(words[3])
        let first = 5 + requests.count
        guard words.count == first + 2 * total else { throw InstanceError.notCandidates(file.path) }
        starts = Array(words[4..<first])
        candidates = Array(words[first..<(first + total)])
        costs = words[(first + total)...].map(Int32.init(bitPattern:))
    }

    private static func rows<Row>(of file: URL, _ row: ([String]) -> Row) throws -> [Row] {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        var reader = CSVReader { try handle.read(upToCount: 1 << 20).map(Array.init) }
        _ = try reader.next()
        var rows: [Row] = []
        while let record = try reader.next() { rows.append(row(record.fields)) }
        return rows
    }
}

/// What is wrong with an instance.
enum InstanceError: Error, CustomStringConvertible {
    /// The file does not hold the candidates of the requests beside it.
    case notCandidates(String)

    var description: String {
        switch self {
        case .notCandidates(let path): "\(path) does not hold the candidates of requests.csv"
        }
    }
}

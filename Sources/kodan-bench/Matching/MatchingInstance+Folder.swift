import CSV
import Foundation

extension MatchingInstance {
    /// Reads an instance folder of the yardsticks.
    ///
    /// `presenters.csv` has `id,lat_udeg,lon_udeg,topics,level,cap,avail_lo,avail_hi`, `requests.csv` has
    /// `id,lat_udeg,lon_udeg,topic,level,days`; ids are row numbers from 0, topics a mask of bits, days numbers below
    /// 64 joined by `|`. `cand.bin` holds the candidates of each request with their costs, read only if `lists` are
    /// wanted; `meta.json` the constants. Throws ``InstanceError``.
    init(folder: URL, lists wantsLists: Bool) throws {
        constants = try Self.constants(of: folder.appending(path: "meta.json"))
        presenters = try InstanceRows.read(
            folder.appending(path: "presenters.csv"),
            header: ["id", "lat_udeg", "lon_udeg", "topics", "level", "cap", "avail_lo", "avail_hi"]
        ) { row in
            Presenter(
                latitude: Int32(try row.number(1, in: -90_000_000...90_000_000)),
                longitude: Int32(try row.number(2, in: -180_000_000...180_000_000)),
                topics: UInt8(try row.number(3, in: 0...255)),
                level: try row.number(4, in: 0...3),
                capacity: try row.number(5, in: 0...64),
                days: UInt64(try row.number(6, in: 0...0xFFFF_FFFF))
                    | UInt64(try row.number(7, in: 0...0xFFFF_FFFF)) << 32
            )
        }
        requests = try InstanceRows.read(
            folder.appending(path: "requests.csv"),
            header: ["id", "lat_udeg", "lon_udeg", "topic", "level", "days"]
        ) { row in
            Request(
                latitude: Int32(try row.number(1, in: -90_000_000...90_000_000)),
                longitude: Int32(try row.number(2, in: -180_000_000...180_000_000)),
                topic: UInt8(try row.number(3, in: 0...(MatchingInstance.topicCount - 1))),
                level: try row.number(4, in: 0...3),
                days: try row.days(5)
            )
        }
        guard wantsLists else { return }
        lists = try CandidateLists(
            file: folder.appending(path: "cand.bin"),
            requests: requests.count,
            presenters: presenters.count
        )
    }

    private static func constants(of file: URL) throws -> Constants {
        let data = try InstanceError.reading(file)
        guard let constants = try? JSONDecoder().decode(Constants.self, from: data), constants.k > 0,
            constants.radius_m > 0, constants.lambda >= 0, constants.unassigned >= 0
        else { throw InstanceError.notConstants(file.lastPathComponent) }
        return constants
    }
}

extension CandidateLists {
    /// Reads `cand.bin`: `"KCND"`, version 1, the number of requests and of candidates, starts, presenters, costs,
    /// each of 32 bits with the lowest byte first.
    init(file: URL, requests: Int, presenters presenterCount: Int) throws {
        let data = try InstanceError.reading(file)
        let fault = InstanceError.notCandidates(file.lastPathComponent)
        let first = 5 + requests
        guard data.count % 4 == 0, data.count / 4 >= first else { throw fault }
        func words(_ range: Range<Int>) -> [UInt32] {
            unsafe data.withUnsafeBytes { bytes in
                range.map {
                    unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
                }
            }
        }
        let head = words(0..<4)
        let total = Int(head[3])
        guard head[0] == 0x444E_434B, head[1] == 1, Int(head[2]) == requests,
            data.count / 4 == first + 2 * total
        else { throw fault }
        starts = words(4..<first)
        presenters = words(first..<(first + total))
        costs = words((first + total)..<(first + 2 * total)).map(Int32.init(bitPattern:))
        guard starts.first == 0, starts.last == head[3],
            zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
            presenters.allSatisfy({ $0 < presenterCount }), costs.allSatisfy({ $0 >= 0 })
        else { throw fault }
    }
}

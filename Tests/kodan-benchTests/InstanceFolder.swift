import Foundation

@testable import kodan_bench

/// A folder with a small instance, whose files a test may spoil; removed when nothing holds it any more.
final class InstanceFolder {
    let url: URL

    /// Two presenters and two requests: the first request has both as candidates, the second has none.
    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "kodan-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try write("meta.json", #"{"name":"two","k":2,"radius_m":100000,"lambda":5000,"unassigned":1000000}"#)
        try write(
            "presenters.csv",
            """
            id,lat_udeg,lon_udeg,topics,level,cap,avail_lo,avail_hi
            0,35600000,139700000,3,0,1,5,1
            1,35700000,139700000,1,2,2,4,0

            """
        )
        try write(
            "requests.csv",
            """
            id,lat_udeg,lon_udeg,topic,level,days
            0,35610000,139700000,0,1,2|32
            1,43000000,141000000,7,0,0

            """
        )
        try write(lists: [0x444E_434B, 1, 2, 2, 0, 2, 2, 0, 1, 11_112, 10_008])
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Replaces a file.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }

    /// Replaces `cand.bin` by words of 32 bits.
    func write(lists words: [UInt32]) throws {
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
        try Data(bytes).write(to: url.appending(path: "cand.bin"))
    }
}

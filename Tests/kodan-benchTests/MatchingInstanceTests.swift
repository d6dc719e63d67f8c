import Foundation
import Testing

@testable import kodan_bench

@Suite("An instance folder")
struct MatchingInstanceTests {
    @Test("is read as its format says")
    func reads() throws {
        let folder = try InstanceFolder()
        let instance = try MatchingInstance(folder: folder.url, lists: true)
        #expect(
            instance.presenters == [
                MatchingInstance.Presenter(
                    latitude: 35_600_000,
                    longitude: 139_700_000,
                    topics: 0b11,
                    level: 0,
                    capacity: 1,
                    days: 1 << 0 | 1 << 2 | 1 << 32
                ),
                MatchingInstance.Presenter(
                    latitude: 35_700_000,
                    longitude: 139_700_000,
                    topics: 1,
                    level: 2,
                    capacity: 2,
                    days: 1 << 2
                ),
            ]
        )
        #expect(instance.requests.map(\.days) == [1 << 2 | 1 << 32, 1])
        #expect(instance.lists.range(of: 0) == 0..<2)
        #expect(instance.lists.range(of: 1).isEmpty)
        #expect(instance.lists.costs == [11_112, 10_008])
    }

    @Test("has costs of metres and missing levels")
    func costs() throws {
        let folder = try InstanceFolder()
        let instance = try MatchingInstance(folder: folder.url, lists: false)
        // A hundredth of a degree along a meridian is 1,111.95 m; presenter 0 lacks one level.
        let metres = 0.01 / 180 * Double.pi * 6_371_008.8
        #expect(instance.cost(of: 0, by: 0, metres: metres) == 1_112 + 10_000)
        #expect(instance.cost(of: 0, by: 1, metres: 9 * metres) == 10_008)
        #expect(instance.isEligible(1, for: 0))
        #expect(!instance.isEligible(0, for: 1))
    }

    @Test("is refused with line and column")
    func refusesCells() throws {
        let folder = try InstanceFolder()
        try folder.write(
            "requests.csv",
            "id,lat_udeg,lon_udeg,topic,level,days\n0,35610000,139700000,0,1,2|64\n"
        )
        #expect(
            throws: InstanceError.badCell(
                file: "requests.csv",
                line: 2,
                column: "days",
                expected: "day numbers from 0 to 63 joined by |"
            )
        ) { try MatchingInstance(folder: folder.url, lists: true) }
        try folder.write(
            "requests.csv",
            "id,lat_udeg,lon_udeg,topic,level,days\n1,35610000,139700000,0,1,2\n"
        )
        #expect(
            throws: InstanceError.badCell(
                file: "requests.csv",
                line: 2,
                column: "id",
                expected: "a whole number from 0 to 0"
            )
        ) { try MatchingInstance(folder: folder.url, lists: true) }
        try folder.write("requests.csv", "id,lat,lon\n")
        #expect(
            throws: InstanceError.badHeader(
                file: "requests.csv",
                expected: ["id", "lat_udeg", "lon_udeg", "topic", "level", "days"]
            )
        ) { try MatchingInstance(folder: folder.url, lists: true) }
    }

    @Test(
        "is refused if its lists are broken",
        arguments: [
            [0x444E_434C, 1, 2, 2, 0, 2, 2, 0, 1, 5, 5],  // another kind of file
            [0x444E_434B, 1, 3, 2, 0, 2, 2, 0, 1, 5, 5],  // of three requests
            [0x444E_434B, 1, 2, 2, 0, 2, 2, 0, 1, 5],  // cut off
            [0x444E_434B, 1, 2, 2, 0, 3, 2, 0, 1, 5, 5],  // a list that ends before it begins
            [0x444E_434B, 1, 2, 2, 0, 2, 2, 0, 2, 5, 5],  // an unknown presenter
        ] as [[UInt32]]
    )
    func refusesLists(words: [UInt32]) throws {
        let folder = try InstanceFolder()
        try folder.write(lists: words)
        #expect(throws: InstanceError.notCandidates("cand.bin")) {
            try MatchingInstance(folder: folder.url, lists: true)
        }
        #expect(throws: Never.self) { try MatchingInstance(folder: folder.url, lists: false) }
    }

    @Test("is refused if a file is missing or its constants are none")
    func refusesFiles() throws {
        let folder = try InstanceFolder()
        try folder.write("meta.json", #"{"name":"two","k":0,"radius_m":100000,"lambda":5000,"unassigned":1}"#)
        #expect(throws: InstanceError.notConstants("meta.json")) {
            try MatchingInstance(folder: folder.url, lists: true)
        }
        try FileManager.default.removeItem(at: folder.url.appending(path: "meta.json"))
        #expect(throws: InstanceError.unreadable("meta.json")) {
            try MatchingInstance(folder: folder.url, lists: true)
        }
    }
}

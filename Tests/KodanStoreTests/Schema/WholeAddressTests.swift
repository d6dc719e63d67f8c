import KodanTestSupport
import Postgres
import Testing

@Suite("An address that parcels, mails and calendars go by", .database)
struct WholeAddressTests {
    @Test(
        "has its prefecture and municipality, each once, and is left alone where nobody knows them",
        arguments: [
            ("13101", "霞が関1-2", "東京都千代田区霞が関1-2"), ("13101", "千代田区霞が関1-2", "東京都千代田区霞が関1-2"),
            ("13101", "東京都千代田区霞が関1-2", "東京都千代田区霞が関1-2"),
            ("14104", "日本大通1", "神奈川県横浜市中区日本大通1"), ("14104", "中区日本大通1", "神奈川県横浜市中区日本大通1"),
            ("13101", "九段南1-2-1 千代田区役所4階", "東京都千代田区九段南1-2-1 千代田区役所4階"),
            ("01303", "石狩郡当別町弥生1", "北海道石狩郡当別町弥生1"), ("13381", "三宅島三宅村神着1", "東京都三宅島三宅村神着1"),
            ("01303", "当別町白樺町1", "北海道石狩郡当別町白樺町1"), ("13381", "三宅村神着1", "東京都三宅島三宅村神着1"),
            ("29363", "本町1-2", "奈良県磯城郡田原本町本町1-2"), ("30201", "和歌山市七番丁23", "和歌山県和歌山市七番丁23"),
            ("13101", "区役所前1", "東京都千代田区区役所前1"), ("99999", "霞が関1-2", "霞が関1-2"),
        ]
    )
    func whole(code: String, address: String, expected: String) async throws {
        let found = try await TestDatabase.current.owner.transaction { session in
            try session.value("SELECT kodan_whole_address(\(code), \(address))", as: String.self)
        }
        #expect(found == expected)
    }
}

import KodanText
import Testing

@Suite("An address")
struct AddressTextTests {
    @Test(
        "has its prefecture and municipality, each once",
        arguments: [
            ("霞が関1-2", "東京都千代田区", "東京都千代田区霞が関1-2"),
            ("千代田区霞が関1-2", "東京都千代田区", "東京都千代田区霞が関1-2"),
            ("東京都千代田区霞が関1-2", "東京都千代田区", "東京都千代田区霞が関1-2"),
            ("東京都 千代田区霞が関1-2", "東京都千代田区", "東京都 千代田区霞が関1-2"),
            ("中央区北1条西2", "北海道札幌市中央区", "北海道札幌市中央区北1条西2"),
            ("札幌市中央区北1条西2", "北海道札幌市中央区", "北海道札幌市中央区北1条西2"),
            ("石狩郡当別町弥生1", "北海道当別町", "北海道石狩郡当別町弥生1"),
            ("日本大通1", "神奈川県横浜市中区", "神奈川県横浜市中区日本大通1"),
            ("中区日本大通1", "神奈川県横浜市中区", "神奈川県横浜市中区日本大通1"),
            ("横浜市中区日本大通1", "神奈川県横浜市中区", "神奈川県横浜市中区日本大通1"),
            ("三宅島三宅村神着1", "東京都三宅村", "東京都三宅島三宅村神着1"),
            // A building that has the municipality's name does not say where it is.
            ("九段南1-2-1 千代田区役所4階", "東京都千代田区", "東京都千代田区九段南1-2-1 千代田区役所4階"),
            ("弥生1 当別町役場", "北海道当別町", "北海道当別町弥生1 当別町役場"),
            // What ends like the municipality is no part of its name.
            ("区役所前1", "東京都千代田区", "東京都千代田区区役所前1"),
            ("", "東京都千代田区", "東京都千代田区"),
        ]
    )
    func whole(address: String, place: String, expected: String) {
        #expect(AddressText.whole(address, in: place) == expected)
    }
}

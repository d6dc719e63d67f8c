import Foundation
import Testing

@testable import KodanWeb

@Suite("The writer of JSON")
struct JSONWriterTests {
    private struct Inner: Codable, Equatable {
        var texts: [String]
        var numbers: [Int64]
        var nothing: Int?
        var flag: Bool
    }

    private struct Outer: Codable, Equatable {
        var camelCaseName: String
        var inner: Inner
        var others: [Inner]
        var table: [[Int]]
        var small: UInt8
        var empty: [Inner]
        var byName: [String: String]
    }

    /// A body that encodes itself in two steps, into one object.
    private struct Stepwise: Encodable {
        let inner: Inner

        private enum Key: String, CodingKey {
            case added
        }

        func encode(to encoder: any Encoder) throws {
            try inner.encode(to: encoder)
            var members = encoder.container(keyedBy: Key.self)
            try members.encode([inner], forKey: .added)
        }
    }

    private static let inner = Inner(
        texts: ["", "講壇 \"\\\"\n\r\t\u{1}\u{7F}é🎓"],
        numbers: [.min, 0, .max],
        flag: true
    )

    @Test("writes what another implementation reads as the same value")
    func roundTrip() throws {
        let value = Outer(
            camelCaseName: "/",
            inner: Self.inner,
            others: [Self.inner, Inner(texts: [], numbers: [], nothing: 7, flag: false)],
            table: [[], [1], [2, 3]],
            small: 255,
            empty: [],
            byName: ["a": "b"]
        )
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let bytes = try JSONWriter.bytes(of: value)
        #expect(try decoder.decode(Outer.self, from: Data(bytes)) == value)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasPrefix(#"{"camel_case_name":"/","inner":{"texts":[""#)
        )
        #expect(!String(decoding: bytes, as: UTF8.self).contains(" :"))
    }

    @Test("goes on in one object where a body encodes itself in steps")
    func steps() throws {
        let bytes = try JSONWriter.bytes(of: Stepwise(inner: Inner(texts: [], numbers: [1], flag: false)))
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"texts":[],"numbers":[1],"flag":false,"added":[{"texts":[],"numbers":[1],"flag":false}]}"#
        )
    }

    @Test("writes a dictionary in the order of its names, wherever it stands")
    func names() throws {
        let names = (0..<50).map { "n\(100 + $0)" }
        let one = Dictionary(uniqueKeysWithValues: names.map { ($0, 1) })
        let members = names.map { "\"\($0)\":1" }.joined(separator: ",")
        let bytes = try JSONWriter.bytes(of: ["b": [one], "a": []])
        #expect(String(decoding: bytes, as: UTF8.self) == "{\"a\":[],\"b\":[{\(members)}]}")
        #expect(try JSONWriter.bytes(of: [String: Int]()) == Array("{}".utf8))
    }

    @Test("writes single values, and refuses fractions")
    func singles() throws {
        #expect(try JSONWriter.bytes(of: "a") == Array("\"a\"".utf8))
        #expect(try JSONWriter.bytes(of: [1, nil, 3] as [Int?]) == Array("[1,null,3]".utf8))
        #expect(throws: EncodingError.self) { try JSONWriter.bytes(of: [0.5]) }
    }
}

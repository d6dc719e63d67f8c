import KodanText
import Testing

@testable import KodanWeb

@Suite("The reader of JSON")
struct JSONReaderTests {
    @Test(
        "reads what RFC 8259 allows",
        arguments: [
            ("null", JSONValue.null), ("\u{FEFF}null", .null), (" true ", .bool(true)), ("-0", .integer(0)),
            ("[]", .array([])),
            ("{}", .object([])),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number("9223372036854775808")),
            ("1.0", .integer(1)), ("1e1", .integer(10)), ("-2.50e1", .integer(-25)), ("100E-2", .integer(1)),
            ("-0.0", .integer(0)), ("0e99999999999999999999", .integer(0)), ("0.001e3", .integer(1)),
            ("9007199254740993.0", .integer(9_007_199_254_740_993)),
            ("9223372036854775807.00", .integer(.max)), ("-9223372036854775808e0", .integer(.min)),
            ("9223372036854775808.0", .number("9223372036854775808.0")), ("1.5", .number("1.5")),
            ("1e19", .number("1e19")), ("1e400", .number("1e400")), ("1e-1", .number("1e-1")),
            ("1e9223372036854775807", .number("1e9223372036854775807")),
            ("1e-9223372036854775808", .number("1e-9223372036854775808")),
            ("10e99999999999999999999", .number("10e99999999999999999999")),
            ("1.50", .number("1.50")), ("-1e-9", .number("-1e-9")),
            (#""\u8b1b\u6f14\n\"\/\\""#, .string("講演\n\"/\\")), (#""\ud83d\udE00""#, .string("😀")),
            (
                #"{"a": [1, {"b": "講"}], "c": null}"#,
                .object([
                    JSONMember(
                        name: "a",
                        value: .array([.integer(1), .object([JSONMember(name: "b", value: .string("講"))])])
                    ),
                    JSONMember(name: "c", value: .null),
                ])
            ),
        ]
    )
    func reads(text: String, value: JSONValue) throws {
        #expect(try JSONReader.value(of: Array(text.utf8)) == value)
    }

    @Test(
        "refuses everything else",
        arguments: [
            "", " ", "tru", "True", "01", "-", "1.", ".5", "1e", "+1", "0x1", "NaN", "[1,]", "[1 2]", "[",
            "{", "{1: 2}",
            #"{"a"}"#, #"{"a": }"#, #"{"a": 1,}"#, #"{"a": 1} {}"#, #"""#, "\"\t\"", #""\x""#, #""\u12""#,
            #""\ud83d""#,
            #""\udE00""#, #""\ud83dx""#, "// x\n1", "'a'",
        ]
    )
    func refuses(text: String) {
        #expect { try JSONReader.value(of: Array(text.utf8)) } throws: {
            ($0 as? JSONFault)?.trouble == .malformed
        }
    }

    @Test("refuses a name that stands twice, other encodings, and depths without end")
    func limits() {
        #expect(throws: JSONFault(trouble: .duplicate("a"), offset: 12)) {
            try JSONReader.value(of: Array(#"{"a": 1, "a": 2}"#.utf8))
        }
        #expect { try JSONReader.value(of: [0x22, 0xFF, 0x22]) } throws: {
            ($0 as? JSONFault)?.trouble == .encoding
        }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONFault(trouble: .depth, offset: 32)) { try JSONReader.value(of: Array(deep.utf8)) }
        let allowed = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try JSONReader.value(of: Array(allowed.utf8)) }
    }
}

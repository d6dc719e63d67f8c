import CSV
import Foundation
import KodanDomain
import Testing

/// Tables that the tests read: golden vectors from the bundle, shipped tables from `Config/`.
enum Golden {
    static func table(_ name: String) throws -> CSVTable {
        let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
        return try CSVTable([UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
    }

    static func shipped(_ path: String) throws -> CSVTable {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try CSVTable([UInt8](Data(contentsOf: root.appendingPathComponent("Config/" + path))))
    }

    static func withholdingTable() throws -> WithholdingTable {
        try WithholdingTable(rates: withholdingRates())
    }

    static func withholdingRates() throws -> [WithholdingRate] {
        try shipped("tax/withholding-rates.csv").rows.map { row in
            try WithholdingRate(
                id: Int64(row.line),
                validity: range(row, "valid_from", "valid_to"),
                payeeClass: #require(WithholdingClass(rawValue: row["payee_class"])),
                bandFrom: yen(row["band_from"]),
                bandTo: optional(row["band_to"]).map(yen),
                rateBasisPoints: #require(Int64(row["rate_bp"])),
                incomeTaxBasisPoints: #require(Int64(row["income_tax_bp"])),
                reconstructionPermille: #require(Int64(row["reconstruction_permille"])),
                defencePermille: #require(Int64(row["defence_permille"]))
            )
        }
    }

    static func holidays(adding more: [Holiday] = [], years: Set<Int> = []) throws -> Holidays {
        let shipped = try shipped("calendar/holidays.csv").rows.map {
            try Holiday(date: date($0["date"]), name: $0["name_ja"])
        }
        return try Holidays(shipped + more, years: Set(shipped.map(\.date.year)).union(years))
    }

    static func range(_ row: CSVTable.Row, _ from: String, _ to: String) throws -> DateRange {
        try #require(DateRange(first: date(row[from]), last: optional(row[to]).map(date)))
    }

    private static func optional(_ field: String) -> String? { field.isEmpty ? nil : field }

    static func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    static func number(_ text: String) throws -> Int64 { try #require(Int64(text)) }

    static func yen(_ text: String) throws -> Yen { try Yen(number(text)) }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

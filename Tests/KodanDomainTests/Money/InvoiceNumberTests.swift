import CSV
import KodanDomain
import Testing

@Suite("An invoice number")
struct InvoiceNumberTests {
    @Test("agrees with every golden vector")
    func vectors() throws {
        let rows = try Golden.table("invoice-number-vectors.csv").rows
        #expect(rows.count == 16)
        for row in rows {
            do throws(InvoiceNumberRefusal) {
                let number = try InvoiceNumber(row["input"])
                #expect(row["valid"] == "true", "line \(row.line)")
                #expect(number.description.utf8.count == 14)
            } catch {
                #expect(row["failure"] == error.rawValue, "line \(row.line)")
            }
        }
    }

    @Test("is the same however it is typed")
    func same() throws {
        #expect(try InvoiceNumber("Ｔ７１２３４５６７８９０１２") == InvoiceNumber("t7123-4567-89012"))
    }

    @Test("notices any one wrong digit but 0 for 9")
    func singleErrors() throws {
        let digits = Array("7123456789012")
        for position in digits.indices {
            for digit in "0123456789" where digit != digits[position] {
                guard Set([digit, digits[position]]) != Set(["0", "9"]) else { continue }
                var wrong = digits
                wrong[position] = digit
                #expect(throws: InvoiceNumberRefusal.checkDigit) { try InvoiceNumber("T" + String(wrong)) }
            }
        }
    }
}

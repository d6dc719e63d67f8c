import Foundation
import KodanTestSupport
import SQL
import Testing

@Suite("The files of the schema")
struct SchemaFileTests {
    @Test("are all carried by the executable, in order and word for word")
    func carried() throws {
        let folder = Checkout.root + "/SQL/core"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(Schema.core.map(\.name) == names)
        for file in Schema.core {
            #expect(try String(contentsOfFile: "\(folder)/\(file.name)", encoding: .utf8) == file.text)
        }
    }
}

import Foundation
import KodanPages
import Testing

@Suite("Kinds of mail")
struct MailKindWordsTests {
    @Test("have a name each, and no two the same")
    func names() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let folder = "\(root.joined(separator: "/"))/Config/mail"
        let kinds = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
        try #require(kinds.count > 20)
        let names = kinds.map { MailKindWords.name(of: $0) }
        #expect(zip(kinds, names).filter { $0 == $1 }.map(\.0) == [])
        #expect(Set(names).count == names.count)
    }
}

import Foundation
import KodanMail
import Testing

@Suite("A folder of mails")
struct MailFolderTests {
    @Test("holds one file for each Message-ID, whole, and no leftovers")
    func files() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kodan-mail-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mails = MailFolder(path: folder.path())
        let first = try mail(body: "first")
        try mails.deliver(first)
        try mails.deliver(first)
        try await mails.transport.deliver(mail(id: "msg-2.req-1@kodan"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        #expect(names == ["msg-1.req-1@kodan.eml", "msg-2.req-1@kodan.eml"])
        let file = folder.appending(path: names[0])
        #expect(try Array(Data(contentsOf: file)) == first.bytes)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("that is not there is a problem that names it")
    func missing() throws {
        let problem = try #require(throws: MailFolderProblem.self) {
            try MailFolder(path: "/nowhere/mails").deliver(mail())
        }
        #expect(problem.folder == "/nowhere/mails")
        #expect(problem.number == ENOENT)
        #expect("\(problem)".hasPrefix("/nowhere/mails: "))
    }
}

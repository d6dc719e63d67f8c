import Foundation
import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Evidence of a lecture", .database)
struct EvidenceTests {
    private let cast = Cast()

    /// The digest of `abc` in FIPS 180-2, appendix B.1.
    private static let digestOfABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test("is listed with what it is, and lies in the folder under its digest")
    func listed() async throws {
        let host = try await cast.host(1)
        let stranger = try await cast.host(2)
        let lecturer = try await cast.lecturer()
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        try await withFolder { folder in
            let id = try await FileEvidence(office: cast.office, folder: folder)(
                Array("abc".utf8),
                named: "領収書.txt",
                kind: .receipt,
                for: assignment,
                as: lecturer.credential
            )
            let read = ReadEvidence(office: cast.office)
            for credential in [host.credential, lecturer.credential, cast.database.staff.auditor] {
                let found = try await read(of: assignment, as: credential).items
                let entry = try #require(found.first)
                #expect(found.count == 1 && entry.id == id && entry.filedBy == lecturer.credential.user)
                #expect(entry.kind == "receipt" && entry.mediaType == "text/plain" && entry.byteCount == 3)
                #expect(entry.sha256.map { String(format: "%02x", $0) }.joined() == Self.digestOfABC)
            }
            #expect(
                FileManager.default.contents(atPath: folder + "/" + Self.digestOfABC) == Data("abc".utf8)
            )
            await #expect(throws: Refusal.notFound(assignment.description)) {
                try await read(of: assignment, as: stranger.credential)
            }
        }
    }
}

import Foundation
import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("The file of an edition", .database)
struct MaterialFileTests {
    @Test(
        "lies under its key, is given back as it came, and is never replaced",
        arguments: MaterialFolder.Layout.allCases
    )
    func life(layout: MaterialFolder.Layout) async throws {
        try await MaterialScene.with(layout: layout) { scene in
            #expect(try await scene.file())
            #expect(try await scene.file() == false)
            let read = ReadMaterialFile(office: scene.office, folder: scene.folder)
            let (file, bytes) = try await read(
                of: scene.slides.edition,
                as: scene.cast.database.staff.auditor
            )
            #expect(try bytes.piece(at: 0) == MaterialScene.pdf)
            #expect(file.mediaType == "application/pdf" && file.name == "資料.pdf")
            let digest = ContentDigest.sha256(of: MaterialScene.pdf).hexadecimal
            switch layout {
            case .digest: #expect(file.storageKey == "sha256/\(digest.prefix(2))/\(digest).pdf")
            case .edition: #expect(file.storageKey == "editions/\(scene.slides.edition)/\(digest).pdf")
            }
            await #expect(throws: Refusal.material(.fileThere(scene.slides.edition))) {
                try await scene.file(Array("%PDF-1.7 別".utf8))
            }
            #expect(try await read(of: scene.slides.edition, as: scene.clerk).file == file)
            let partial = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
            #expect(!partial.contains { $0.hasSuffix(".partial") })
        }
    }

    @Test("is neither empty nor too large nor of another type, and nothing of it stays")
    func refused() async throws {
        try await MaterialScene.with { scene in
            let size = Refusal.field(FieldRefused(.file, expected: .bytes(FileMaterial.sizes)))
            await #expect(throws: size) { try await scene.file([]) }
            var large = MaterialScene.pdf
            large += [UInt8](repeating: 0, count: FileMaterial.sizes.upperBound - large.count + 1)
            await #expect(throws: size) { try await scene.file(large) }
            let type = Refusal.field(FieldRefused(.file, expected: .oneOf(FileMaterial.types)))
            for bytes in [
                Array("name,came\n".utf8), [0x4D, 0x5A, 0x90, 0x00], [0x50, 0x4B, 0x03, 0x04, 0x00],
            ] {
                await #expect(throws: type) { try await scene.file(bytes) }
            }
            let other = Refusal.field(FieldRefused(.file, expected: .oneOf(["application/pdf"])))
            await #expect(throws: other) {
                try await scene.file(declared: MediaType.presentation.rawValue)
            }
            await #expect(throws: Refusal.notPermitted(.coordinator)) {
                try await scene.file(as: scene.cast.coordinator)
            }
            await #expect(throws: Refusal.notFound("edi-999999")) {
                try await scene.file(of: Edition.ID(999_999))
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
            #expect(left == [])
            await #expect(throws: Refusal.material(.noFile(scene.slides.edition))) {
                try await ReadMaterialFile(office: scene.office, folder: scene.folder)(
                    of: scene.slides.edition,
                    as: scene.clerk
                )
            }
        }
    }

    @Test(
        "is told to be a presentation or a document by a part of it, however its pieces fall",
        arguments: 1...40
    )
    func office(size: Int) throws {
        for (part, type) in [
            ("ppt/presentation.xml", MediaType.presentation), ("word/document.xml", .document),
        ] {
            var scan = MediaScan(MediaType.ofMaterials, for: .file)
            var rest =
                ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00] + Array("[Content_Types].xml\u{0}\(part)PK".utf8))[...]
            while !rest.isEmpty {
                scan.take(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(try scan.type() == type)
        }
    }

    @Test("that is missing, changed or truncated is found, and healed by filing it again")
    func verify() async throws {
        try await MaterialScene.with { scene in
            var editions: [Edition.ID] = []
            for number in 0..<4 {
                let edition = try await AddEdition(office: scene.office)(
                    try EditionDraft(label: "版\(number)", issuedOn: Cast.today.date.adding(days: number + 1)),
                    of: scene.slides.material,
                    as: scene.clerk
                )
                try await scene.file(Array("%PDF-1.7 \(number)".utf8), of: edition)
                editions.append(edition)
            }
            let verify = VerifyMaterials(office: scene.office, folder: scene.folder)
            func faults() async throws -> [Edition.ID: FileFault] {
                var found: [Edition.ID: FileFault] = [:]
                let count = try await verify(as: scene.cast.database.staff.auditor) {
                    found[$0.file.edition] = $0.fault
                }
                #expect(count == 4)
                return found
            }
            #expect(try await faults() == [:])
            let keys = try await scene.cast.texts("SELECT storage_key FROM edition_file ORDER BY edition_id")
            let paths = keys.map { URL(fileURLWithPath: scene.folder.path + "/" + $0) }
            try FileManager.default.removeItem(at: paths[0])
            try Data("%PDF-1.7 x".utf8).write(to: paths[1])
            try Data("%PDF-1".utf8).write(to: paths[2])
            #expect(
                try await faults() == [editions[0]: .missing, editions[1]: .bytes, editions[2]: .size(6)]
            )
            for number in 0..<3 {
                #expect(try await scene.file(Array("%PDF-1.7 \(number)".utf8), of: editions[number]) == false)
            }
            #expect(try await faults() == [:])
            await #expect(throws: Refusal.notPermitted(.approver)) {
                try await verify(as: scene.cast.database.staff.approver) { _ in }
            }
        }
    }
}

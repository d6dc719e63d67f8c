import Foundation
import HTTPTypes
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("An upload", .database)
struct UploadTests {
    private static let pdf = "%PDF-1.7 領収書"

    private func file(
        _ text: String,
        for id: String,
        _ browser: Browser,
        as asker: World.Asker = .presenter,
        key: String?,
        name: String = "receipt.pdf"
    ) async throws -> Answer {
        var headers: HTTPFields = [
            .authorization: "Bearer \(try browser.world.token(of: asker))", .contentType: "application/pdf",
        ]
        headers[.idempotencyKey] = key
        let path = "/v1/assignments/\(id)/evidence?kind=receipt&name=\(name)"
        return try await browser.send(.post, path, headers, text)
    }

    /// The files in a folder and below, without those being written.
    private func files(in folder: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }

    @Test("that comes again under its key has the first answer, and without one is there already")
    func again() async throws {
        let world = try await World()
        try await world.serveFiles { browser, folder in
            let (_, id) = try await world.assigned(browser)
            let first = try await file(Self.pdf, for: id, browser, key: "u-1")
            #expect(first.status == 201)
            let again = try await file(Self.pdf, for: id, browser, key: "u-1")
            #expect(again.status == 201 && again.text == first.text)
            #expect(again.headers[.location] == first.headers[.location])
            #expect(try await file(Self.pdf, for: id, browser, key: nil).status == 200)
            #expect(try await file(Self.pdf, for: id, browser, key: "u-2").status == 200)
            #expect(files(in: folder).count == 1)
        }
        #expect(try await world.count("evidence") == 1)
        #expect(try await world.count("audit_event WHERE action = 'evidence.filed'") == 1)
    }

    @Test("of other bytes or another name under the same key is refused, and leaves neither row nor file")
    func otherBytes() async throws {
        let world = try await World()
        try await world.serveFiles { browser, folder in
            let (_, id) = try await world.assigned(browser)
            _ = try await file(Self.pdf, for: id, browser, key: "u-1")
            let other = try await file(Self.pdf + "x", for: id, browser, key: "u-1")
            #expect(other.status == 422 && other.problem == "idempotency_key_reused")
            let named = try await file(Self.pdf, for: id, browser, key: "u-1", name: "other.pdf")
            #expect(named.status == 422 && named.problem == "idempotency_key_reused")
            #expect(files(in: folder).count == 1)
            // Keys are everybody's own.
            #expect(try await file(Self.pdf + "x", for: id, browser, as: .host, key: "u-1").status == 201)
            let blank = try await file(Self.pdf, for: id, browser, key: "two words")
            #expect(blank.status == 400 && blank.problem == "invalid_header")
        }
        #expect(try await world.count("evidence") == 2)
    }

    @Test("that was refused is tried anew under its key")
    func refused() async throws {
        let world = try await World()
        try await world.serveFiles { browser, folder in
            let (_, id) = try await world.assigned(browser)
            #expect(try await file("plain", for: id, browser, key: "u-1").status == 422)
            #expect(files(in: folder) == [])
            #expect(try await file(Self.pdf, for: id, browser, key: "u-1").status == 201)
        }
    }

    @Test("that the folder does not take is refused for now, and is taken under its key afterwards")
    func withoutFolder() async throws {
        let world = try await World()
        try await world.serveFiles { browser, folder in
            let (_, id) = try await world.assigned(browser)
            // As a network file system that is not mounted.
            try FileManager.default.removeItem(atPath: folder)
            let answer = try await file(Self.pdf, for: id, browser, key: "u-1")
            #expect(answer.status == 503 && answer.problem == "unavailable", "\(answer.text)")
            #expect(answer.headers[.retryAfter] == "5")
            #expect(!answer.text.contains(folder))
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            #expect(try await file(Self.pdf, for: id, browser, key: "u-1").status == 201)
        }
        #expect(try await world.count("evidence") == 1)
    }

    @Test("from ten clients at once under one key makes one thing, and all are told of it")
    func atOnce() async throws {
        let world = try await World()
        try await world.serveFiles { browser, _ in
            let (_, id) = try await world.assigned(browser)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<10 {
                    group.addTask { try await file(Self.pdf, for: id, browser, key: "u-1") }
                }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.map(\.status) == Array(repeating: 201, count: 10))
        }
        #expect(try await world.count("evidence") == 1)
    }

    @Test(
        "of ten different files at once under one key leaves the bytes of the one that was entered, and no others"
    )
    func differentAtOnce() async throws {
        let world = try await World()
        try await world.serveFiles { browser, folder in
            let (_, id) = try await world.assigned(browser)
            for round in 1...4 {
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<10 {
                        group.addTask {
                            try await file(
                                Self.pdf + " \(round) \(number)",
                                for: id,
                                browser,
                                key: "d-\(round)"
                            ).status
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(statuses.sorted() == [201] + Array(repeating: 422, count: 9))
            }
            let entered = try await world.database.owner.transaction { session in
                try session.rows("SELECT encode(sha256, 'hex') AS digest FROM evidence") {
                    row throws(PostgresError) in try row.value("digest", as: String.self)
                }
            }
            #expect(entered.count == 4)
            #expect(Set(files(in: folder)) == Set(entered))
        }
    }

    @Test(
        "that is too large is refused with 413 before or while it comes, and leaves neither row nor file",
        arguments: [true, false]
    )
    func tooLarge(isAnnounced: Bool) async throws {
        let world = try await World()
        try await world.serveFiles(.live) { browser, folder in
            let (_, id) = try await world.assigned(browser)
            let clerk = try world.token(of: .staff(.clerk))
            let edition = try await browser.get("/v1/materials", as: .staff(.clerk)).text
                .firstMatch(of: /edi-\d+/).map { String($0.output) }
            let (filed, presenter) = (try #require(edition), try world.token(of: .presenter))
            let uploads = [
                ("assignments/\(id)/evidence?kind=receipt&", presenter, FileEvidence.sizes.upperBound),
                ("editions/\(filed)/file?", clerk, FileMaterial.sizes.upperBound),
            ]
            for (path, token, limit) in uploads {
                let answer = try await Wire.with(port: browser.client.port) { wire in
                    let lines = [
                        "POST /v1/\(path)name=a.pdf HTTP/1.1", "Host: a", "Authorization: Bearer \(token)",
                        "Content-Type: application/pdf", "Idempotency-Key: large-\(limit)", "",
                    ]
                    let head = lines.joined(separator: "\r\n")
                    if isAnnounced {
                        try await wire.send(head + "Content-Length: \(limit + 1)\r\n\r\n%PDF-1.7")
                    } else {
                        try await wire.send(head + "Transfer-Encoding: chunked\r\n\r\n8\r\n%PDF-1.7\r\n")
                        let piece = "100000\r\n" + String(repeating: "a", count: 1 << 20) + "\r\n"
                        for _ in 0..<(limit >> 20) {
                            // The server may end the connection as soon as it has had too much.
                            guard (try? await wire.send(piece)) != nil else { break }
                        }
                    }
                    return await wire.answer() ?? ""
                }
                #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(path) \(answer.prefix(200))")
                #expect(answer.contains("body_too_large"))
            }
            #expect(files(in: folder) == [])
        }
        #expect(try await world.count("evidence") == 0)
        #expect(try await world.count("edition_file") == 0)
        #expect(try await world.count("kept_answer WHERE key LIKE 'large-%'") == 0)
    }
}

import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Evidence over HTTP", .database)
struct EvidenceHTTPTests {
    private static let pdf = "%PDF-1.7 領収書"

    private func file(
        _ text: String,
        _ type: String?,
        for id: String,
        _ browser: Browser,
        as asker: World.Asker = .presenter,
        query: String = "kind=receipt&name=receipt.pdf"
    ) async throws -> Answer {
        var headers: HTTPFields = [
            .acceptLanguage: "en", .authorization: "Bearer \(try browser.world.token(of: asker))",
        ]
        headers[.contentType] = type
        return try await browser.send(.post, "/v1/assignments/\(id)/evidence?\(query)", headers, text)
    }

    @Test("is filed by both sides, listed, described and given back as it came")
    func life() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            let name = "領収書 \"7月\"/新宿.pdf"
            let filed = try await file(
                Self.pdf,
                "application/pdf",
                for: id,
                browser,
                query: "kind=receipt&name=\(name.percentEncoded)"
            )
            #expect(filed.status == 201)
            #expect(filed.headers[.location] == "/v1/evidence/evd-1")
            #expect(try filed.json == JSON(#"{"id": "evd-1"}"#))
            let sheet = try await file(
                "name,came\n窓口,1\n",
                "text/csv; charset=utf-8",
                for: id,
                browser,
                as: .host,
                query: "kind=attendance_sheet&name=list.csv"
            )
            #expect(sheet.status == 201)
            let listed = try await browser.get("/v1/assignments/\(id)/evidence", as: .staff(.auditor))
            #expect(try listed.json.items() == ["evd-1", "evd-2"])
            #expect(try listed.json.items("media_type") == ["application/pdf", "text/csv"])
            let shown = try await browser.get("/v1/evidence/evd-1", as: .host).json
            #expect(shown["file_name"] == .string(name) && shown["kind"] == .string("receipt"))
            #expect(shown["byte_count"] == .number(Self.pdf.utf8.count))
            let content = try await browser.get("/v1/evidence/evd-1/content", as: .host)
            #expect(content.status == 200 && content.text == Self.pdf)
            #expect(content.headers[.contentType] == "application/pdf")
            #expect(content.headers[.xContentTypeOptions] == "nosniff")
            let digest = Data(ContentDigest.sha256(of: Array(Self.pdf.utf8))).base64EncodedString()
            #expect(content.headers[.reprDigest] == "sha-256=:\(digest):")
            #expect(
                content.headers[.contentDisposition]
                    == "attachment; filename=\"___ _7_____.pdf\"; "
                    + "filename*=UTF-8''\("領収書 \"7月\"_新宿.pdf".percentEncoded)"
            )
            let text = try await browser.get("/v1/evidence/evd-2/content", as: .presenter)
            #expect(text.headers[.contentType] == "text/csv; charset=utf-8")
            // Nobody's machine takes a text for a program by what its sender called it.
            let script = "kind=receipt&name=receipt.bat"
            #expect(try await file("start x\n", "text/plain", for: id, browser, query: script).status == 201)
            let batch = try await browser.get("/v1/evidence/evd-3/content", as: .staff(.auditor))
            #expect(batch.headers[.contentDisposition]?.hasSuffix("filename*=UTF-8''receipt.bat.txt") == true)
        }
    }

    @Test("of the same bytes and kind is one entry, however often it is filed")
    func twice() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            #expect(try await file(Self.pdf, "application/pdf", for: id, browser).status == 201)
            let again = try await file(Self.pdf, nil, for: id, browser, query: "kind=receipt&name=copy.pdf")
            #expect(again.status == 200)
            #expect(try again.json == JSON(#"{"id": "evd-1"}"#))
            let other = try await file(Self.pdf, nil, for: id, browser, query: "kind=invoice&name=bill.pdf")
            #expect(other.status == 201)
            let all = await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<8 {
                    group.addTask { try? await file("%PDF-x", nil, for: id, browser).status }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(all.count { $0 == 201 } == 1 && all.count { $0 == 200 } == 7)
            #expect(try await world.count("evidence") == 3)
        }
    }

    @Test("is only what its bytes and its sender say alike, and not empty")
    func types() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            let zip = try await file("PK\u{3}\u{4}", "application/zip", for: id, browser)
            #expect(zip.status == 415 && zip.problem == "unsupported_type")
            for (bytes, type) in [
                (Self.pdf, "image/png"), ("a,b", "application/pdf"), ("a\u{0}b", "application/octet-stream"),
            ] {
                let answer = try await file(bytes, type, for: id, browser)
                #expect(answer.status == 422 && answer.errors == ["Content-Type one_of"], "\(type)")
            }
            for type in ["text/plain", "text/csv"] {
                let answer = try await file("a\u{0}b", type, for: id, browser)
                #expect(answer.status == 422 && answer.errors == [" utf8"], "\(type)")
            }
            let empty = try await file("", "text/plain", for: id, browser)
            #expect(empty.status == 422 && empty.errors == [" bytes"])
            for query in ["kind=receipt", "name=a.pdf", "kind=photo&name=a.pdf", "kind=receipt&name=a&x=1"] {
                #expect(try await file(Self.pdf, nil, for: id, browser, query: query).status == 400)
            }
            let unnamed = try await file(Self.pdf, nil, for: id, browser, query: "kind=receipt&name=")
            #expect(unnamed.status == 400 && unnamed.errors == ["name wrong_value"])
            let large = String(repeating: "a", count: FileEvidence.sizes.upperBound + 1)
            let tooLarge = try await file(large, "text/plain", for: id, browser)
            #expect(tooLarge.status == 413 && tooLarge.problem == "body_too_large")
            #expect(try await world.count("evidence") == 0)
        }
    }

    @Test("is nobody's to file or to see who is no side of the lecture")
    func strangers() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, id) = try await world.assigned(browser)
            _ = try await file(Self.pdf, nil, for: id, browser)
            for stranger in [World.Asker.otherHost, .otherPresenter] {
                #expect(try await file(Self.pdf, nil, for: id, browser, as: stranger).status == 404)
                #expect(try await browser.get("/v1/assignments/\(id)/evidence", as: stranger).status == 404)
                #expect(try await browser.get("/v1/evidence/evd-1", as: stranger).status == 404)
                #expect(try await browser.get("/v1/evidence/evd-1/content", as: stranger).status == 404)
            }
            #expect(try await file(Self.pdf, nil, for: id, browser, as: .staff(.clerk)).status == 403)
            #expect(try await file(Self.pdf, nil, for: "asg-99", browser).status == 404)
            #expect(try await browser.get("/v1/evidence/evd-1/content", as: .staff(.approver)).status == 200)
        }
    }

    @Test("that was damaged in its folder is not given out")
    func damaged() async throws {
        let world = try await World()
        try await world.serveFiles { browser, folder in
            let (_, id) = try await world.assigned(browser)
            _ = try await file(Self.pdf, nil, for: id, browser)
            let digest = try #require(
                try await browser.get("/v1/evidence/evd-1", as: .host).json["sha256"]?.text
            )
            try Data("%PDF-1.7 偽造書".utf8).write(to: URL(fileURLWithPath: folder + "/" + digest))
            #expect(try await browser.get("/v1/evidence/evd-1/content", as: .host).status == 500)
        }
    }
}

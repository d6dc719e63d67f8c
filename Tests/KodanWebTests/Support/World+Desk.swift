import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

extension World {
    /// Makes these the only materials, rows of code, names and medium, each with the edition 2026.
    func keepOnly(materials: String) async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                DELETE FROM material_pack; DELETE FROM edition; DELETE FROM material;
                INSERT INTO material (code, name_ja, name_en, medium) VALUES \(materials);
                INSERT INTO edition (material_id, label, issued_on) SELECT id, '2026', '2026-04-01' FROM material;
                """
            )
        }
    }

    /// A lecture for which slides, a flyer and a booklet are planned, twenty copies of each that is printed; its
    /// request.
    func printed(_ browser: Browser) async throws -> String {
        try await keepOnly(
            materials: """
                ('slides', 'スライド', 'Slides', 'digital'), ('flyer', 'ちらし', 'Flyer', 'printed'),
                ('booklet', '冊子', 'Booklet', 'printed')
                """
        )
        let (request, assignment) = try await assigned(browser)
        let planned = try await browser.post("/v1/assignments/\(assignment)/deliveries", as: .staff(.clerk))
        try #require(planned.status == 201)
        return request
    }

    /// So many copies of every printed edition come from the printer.
    func stock(_ browser: Browser, _ quantity: Int) async throws {
        let items = try await browser.get("/v1/stock", as: .staff(.clerk)).json["items"]?.elements ?? []
        for edition in items.compactMap({ $0["edition"]?.text }) {
            let answer = try await browser.post(
                "/v1/editions/\(edition)/receipts",
                as: .staff(.clerk),
                #"{"quantity": \#(quantity)}"#
            )
            try #require(answer.status == 201)
        }
    }
}

extension PageVisitor {
    /// Sends the form `step` of the page at `path` with a file, as browsers do.
    func upload(
        _ path: String,
        _ step: String,
        _ values: [String: String],
        file: (field: String, name: String, text: String)
    ) async throws -> TestResponse {
        var values = values
        values["step"] = step
        if let secret { values["csrf"] = SecretText.csrfToken(ofSession: secret) }
        let boundary = "----kodan-test"
        var body = ""
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body += """
            --\(boundary)\r\nContent-Disposition: form-data; name="\(file.field)"; filename="\(file.name)"\r
            Content-Type: application/octet-stream\r\n\r\n\(file.text)\r\n--\(boundary)--\r\n
            """
        var headers: HTTPFields = [
            .accept: "text/html", .contentType: "multipart/form-data; boundary=\(boundary)",
            .secFetchSite: "same-origin",
        ]
        if let secret { headers[.cookie] = "\(SessionCookie.name)=\(secret)" }
        return try await client.execute(
            uri: path,
            method: .post,
            headers: headers,
            body: ByteBuffer(string: body)
        )
    }
}

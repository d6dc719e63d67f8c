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

/// The world in July: its presenter gave two lectures in June, the other one, all attested.
///
/// 30,000 yen each; the first with 1,200 of travel money and a ticket of 8,000 that the body bought.
struct MoneyWorld {
    static let today = moment("2026-07-01T10:00:00+09:00")

    let world: World
    let scene: MoneyScene
    let payee: Payee.ID
    let otherPayee: Payee.ID
    let lectures: [Assignment.ID]

    init() async throws {
        var world = try await World()
        scene = try await MoneyScene()
        try await world.database.owner.transaction { [world] session in
            try session.execute(
                """
                UPDATE presenter SET rank_code = 'flat_30000'
                 WHERE id IN (\(world.presenter.rawValue), \(world.otherPresenter.rawValue))
                """
            )
        }
        payee = try await scene.payee(of: world.presenter, named: "講師 第一")
        otherPayee = try await scene.payee(of: world.otherPresenter, named: "講師 第二")
        try await scene.account(of: payee, number: "1234567", confirmed: "2026-04-02T00:00:00Z")
        try await scene.account(of: otherPayee, number: "7654321", confirmed: "2026-04-02T00:00:00Z")
        lectures = [
            try await scene.lecture(
                by: world.presenter,
                on: day("2026-06-10"),
                travel: [.cash(1200), .ticket(8000)]
            ),
            try await scene.lecture(by: world.presenter, on: day("2026-06-17")),
            try await scene.lecture(by: world.otherPresenter, on: day("2026-06-24")),
        ]
        world = world.with(world.database.office(at: MoneyWorld.today))
        self.world = world
    }

    /// All that is owed, calculated.
    func calculated(_ browser: Browser) async throws {
        let answer = try await browser.post(
            "/v1/honorarium-calculations",
            as: .staff(.accountant),
            #"{"up_to": "2026-06-30"}"#
        )
        try #require(answer.status == 200, "\(answer.text)")
    }

    /// July, prepared and submitted.
    func submitted(_ browser: Browser) async throws {
        try await calculated(browser)
        for step in ["preparation", "submission"] {
            let answer = try await browser.post("/v1/months/2026-07/\(step)", as: .staff(.accountant))
            try #require(answer.status == 200, "\(answer.text)")
        }
    }

    /// July, approved and closed.
    func closed(_ browser: Browser) async throws {
        try await submitted(browser)
        let approved = try await browser.approve("/v1/months/2026-07")
        try #require(approved.status == 200, "\(approved.text)")
        let closed = try await browser.post("/v1/months/2026-07/closure", as: .staff(.approver))
        try #require(closed.status == 200, "\(closed.text)")
    }

    /// July, with its bank file made; the file's key.
    func exported(_ browser: Browser) async throws -> String {
        try await closed(browser)
        let answer = try await browser.post("/v1/months/2026-07/transfer-files", as: .staff(.accountant))
        return try #require(try answer.json["items"]?.elements.first?["id"]?.text, "\(answer.text)")
    }
}

extension Browser {
    /// Approves a payment, or what waits of a month, as the approver sees it now.
    func approve(_ path: String) async throws -> Answer {
        try await approve(path, seen: try await approvable(path))
    }

    /// The tag of what an approver sees of a payment, or of a month.
    func approvable(_ path: String) async throws -> String? {
        let seen = path.hasPrefix("/v1/months/") ? "\(path)/work" : path
        return try await get(seen, as: .staff(.approver)).headers[.eTag]
    }

    /// Approves what had this tag when it was seen.
    func approve(_ path: String, seen tag: String?) async throws -> Answer {
        try await change(.post, "\(path)/approval", as: .staff(.approver), "{}", ifMatch: tag)
    }

    /// Posts a file.
    func upload(
        _ path: String,
        as asker: World.Asker,
        _ type: String,
        _ bytes: [UInt8],
        key: String = UUID().uuidString
    ) async throws -> Answer {
        let headers: HTTPFields = [
            .acceptLanguage: "en", .contentType: type, .idempotencyKey: key,
            .authorization: "Bearer \(try world.token(of: asker))",
        ]
        let response = try await client.execute(
            uri: path,
            method: .post,
            headers: headers,
            body: ByteBuffer(bytes: bytes)
        )
        return Answer(
            status: response.status.code,
            text: String(buffer: response.body),
            headers: response.headers
        )
    }

    /// The bytes that are had at a path.
    func download(_ path: String, as asker: World.Asker) async throws -> (answer: Answer, bytes: [UInt8]) {
        let headers: HTTPFields = [.authorization: "Bearer \(try world.token(of: asker))"]
        let response = try await client.execute(uri: path, method: .get, headers: headers)
        let answer = Answer(
            status: response.status.code,
            text: String(buffer: response.body),
            headers: response.headers
        )
        return (answer, Array(response.body.readableBytesView))
    }
}

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Testing

@testable import KodanWeb

@Suite("Materials on the pages of both sides", .database)
struct LectureMaterialPageTests {
    private static let pdf = "%PDF-1.7 スライド"

    /// A lecture whose three materials are sent, the slides as a file; its request and assignment, and its deliveries
    /// by their materials.
    private func sent(
        _ world: World,
        _ browser: Browser
    ) async throws -> (request: String, assignment: String, deliveries: [String: String]) {
        let request = try await world.printed(browser)
        try await world.stock(browser, 100)
        let items =
            try await browser.get("/v1/deliveries", as: .staff(.clerk)).json["items"]?.elements ?? []
        var deliveries: [String: String] = [:]
        var assignment = ""
        for item in items {
            let (material, id) = (try #require(item["material"]?.text), try #require(item["id"]?.text))
            deliveries[material] = id
            assignment = try #require(item["assignment"]?.text)
            if material == "slides" {
                let headers: HTTPFields = [
                    .contentType: "application/pdf",
                    .authorization: "Bearer \(try world.token(of: .staff(.clerk)))",
                ]
                let path = "/v1/editions/\(try #require(item["edition_id"]?.text))/file?name=slides.pdf"
                try #require(try await browser.send(.post, path, headers, Self.pdf).status == 201)
            }
            let answer = try await browser.post(
                "/v1/deliveries/\(id)/dispatch",
                as: .staff(.clerk),
                material == "slides" ? "{}" : #"{"carrier_number": "1234-5678"}"#
            )
            try #require(answer.status == 200, "\(answer.text)")
        }
        return (request, assignment, deliveries)
    }

    @Test("are seen and opened by host and presenter, and received by the host, who needs not sign in")
    func sides() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, assignment, deliveries) = try await sent(world, browser)
            let slides = try #require(deliveries["slides"])
            let flyer = try #require(deliveries["flyer"])
            let host = try await world.visitor(.host, at: browser.client)
            let page = try await host.open("/requests/\(request)").text
            #expect(page.contains("href=\"/v1/deliveries/\(slides)/file\"") && page.contains("1234-5678"))
            #expect(page.contains("発送済み（2026年6月1日（月））") && page.contains("資料を発送"))
            #expect(page.contains("name=\"\(flyer)\"") && !page.contains("/deliveries/\(flyer)\""))
            let file = try await host.open("/v1/deliveries/\(slides)/file")
            #expect(file.status == .ok && file.text == Self.pdf)
            let presenter = try await world.visitor(.presenter, at: browser.client)
            let lecture = try await presenter.open("/lectures/\(assignment)").text
            #expect(lecture.contains("スライドを開く") && !lecture.contains("value=\"receive\""))
            #expect(try await presenter.open("/v1/deliveries/\(slides)/file").status == .ok)
            // By the link of the page alone.
            let link = try await world.statusLink(of: request)
            let guest = PageVisitor(client: browser.client, secret: nil)
            let open = "/v1/request-pages/\(link)/deliveries/\(slides)/file"
            let status = try await guest.open("/requests/\(request)?link=\(link)").text
            #expect(status.contains(open))
            // What mails ask of a host is done on the lecture's page, which the link opens too.
            #expect(status.contains("<a href=\"/lectures/\(assignment)?link=\(link)\">講演のページへ</a>"))
            #expect(try await guest.open(open).text == Self.pdf)
            #expect(try await guest.open(open.replacing(link, with: link + "0")).status == .notFound)
            #expect(try await world.count("material_opening WHERE side = 'host'") == 2)
            #expect(try await world.count("material_opening WHERE side = 'presenter'") == 1)
            let openings = try await browser.get("/v1/deliveries/\(slides)/openings", as: .staff(.auditor))
            let counts = try openings.json["items"]?.elements.map {
                "\($0["side"]?.text ?? "") \($0["count"] ?? .null)"
            }
            #expect(counts.map { Set($0) } == ["host \(JSON.number(2))", "presenter \(JSON.number(1))"])
            #expect(try await browser.get("/v1/deliveries/\(slides)/openings", as: .host).status == 403)
            let none = try await guest.send("/requests/\(request)", "receive", ["link": link])
            #expect(none.status == .unprocessableContent)
            let got = try await guest.send("/requests/\(request)", "receive", ["link": link, flyer: "true"])
            #expect(got.status == .seeOther, "\(got.text)")
            let after = try await guest.open("/requests/\(request)?link=\(link)").text
            #expect(after.contains("受領済み（2026年6月1日（月））") && after.contains("資料を受領"))
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            #expect(try await clerk.open("/deliveries/\(flyer)").text.contains("届きました"))
            let counted = try await clerk.open("/deliveries/\(slides)").text
            #expect(counted.contains("ページから開いた回数") && counted.contains("2回（最後は"))
            let twice = try await host.send(
                "/lectures/\(assignment)",
                "receive",
                [flyer: "true"],
                key: "twice"
            )
            #expect(twice.status == .conflict)
        }
    }

    @Test("are neither opened nor received by others, nor before they are sent")
    func refused() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, _, deliveries) = try await sent(world, browser)
            let slides = try #require(deliveries["slides"])
            let booklet = try #require(deliveries["booklet"])
            let file = "/v1/deliveries/\(slides)/file"
            #expect(try await browser.get(file, as: .otherHost).status == 404)
            #expect(try await browser.get(file, as: .otherPresenter).status == 404)
            #expect(try await browser.get(file, as: .staff(.accountant)).status == 403)
            #expect(try await browser.get(file, as: nil).status == 401)
            let paper = try await browser.get("/v1/deliveries/\(booklet)/file", as: .host)
            #expect(paper.status == 409 && paper.problem == "edition_without_file")
            let receipt = "/v1/deliveries/\(booklet)/receipt"
            #expect(try await browser.post(receipt, as: .otherHost).status == 404)
            #expect(try await browser.post(receipt, as: .presenter).status == 403)
            let data = try await browser.post("/v1/deliveries/\(slides)/receipt", as: .host)
            #expect(data.status == 409 && data.problem == "not_printed")
            #expect(try await browser.post(receipt, as: .host).status == 200)
            let back = try await browser.post("/v1/deliveries/\(slides)/return", as: .staff(.clerk))
            #expect(back.status == 200)
            let gone = try await browser.get(file, as: .host)
            #expect(gone.status == 409 && gone.problem == "delivery_state")
            #expect(try await world.count("material_opening") == 0)
        }
    }
}

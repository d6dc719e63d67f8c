import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("Pages of deliveries", .database)
struct DeliveryPageTests {
    @Test("lead a clerk from what waits to what arrived, parcel by parcel")
    func send() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.printed(browser)
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            let home = try await clerk.open("/home").text
            #expect(home.contains("送るもの") && home.contains("ちらし 2026") && home.contains("あと28日"))
            // Nothing lies there yet: both printed materials are short.
            #expect(home.contains("20部不足"))
            let flyer = try #require(home.firstMatch(of: /href="(\/deliveries\/dlv-\d+)">ちらし/)).1
            let path = String(flyer)
            let short = try await clerk.send(path, "send", ["carrier_number": "1234"])
            #expect(short.status == .conflict && short.text.contains("value=\"1234\""))
            try await world.stock(browser, 100)
            let sent = try await clerk.send(
                path,
                "send",
                ["carrier_number": "1234-5678", "whole_parcel": "true"]
            )
            #expect(sent.location == "\(path)?done=sent", "\(sent.text)")
            let page = try await clerk.open("\(path)?done=sent").text
            #expect(page.contains("発送を記録しました") && page.contains("1234-5678"))
            let sentAll = "material_delivery WHERE state = 'sent' AND carrier_number = '1234-5678'"
            #expect(try await world.count(sentAll) == 2)
            #expect(try await clerk.open("/stock").text.contains("80部残る"))
            let onTheWay = try await clerk.open("/deliveries?queue=under_way").text
            #expect(onTheWay.contains("ちらし 2026") && onTheWay.contains("冊子 2026"))
            let received = try await clerk.send(path, "receive")
            #expect(received.location == "\(path)?done=received")
            #expect(try await clerk.open(path).text.contains("届きました"))
            let twice = try await clerk.send(path, "receive")
            #expect(twice.status == .conflict)
        }
    }

    @Test("print a sheet for each parcel of a day, and those of the days before where they are asked for")
    func packing() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.printed(browser)
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            let day = try await clerk.open("/deliveries/packing?day=2026-06-29").text
            #expect(day.matches(of: /class="sheet"/).count == 1)
            #expect(day.contains("窓口 様") && day.contains("2点　40部") && day.contains("1個口です"))
            let later = try await clerk.open("/deliveries/packing?day=2026-06-30").text
            #expect(!later.contains("class=\"sheet\"") && later.contains("印刷物はありません"))
            let until = try await clerk.open("/deliveries/packing?day=2026-06-30&until=true").text
            #expect(until.matches(of: /class="sheet"/).count == 1)
            // One that goes elsewhere is a parcel of its own.
            let home = try await clerk.open("/home").text
            let path = String(try #require(home.firstMatch(of: /href="(\/deliveries\/dlv-\d+)">ちらし/)).1)
            let changed = try await clerk.send(
                path,
                "change",
                ["ship_to": "<script>別館</script>", "quantity": "１５", "ship_by": "2026-06-29"]
            )
            #expect(changed.location == "\(path)?done=changed", "\(changed.text)")
            let two = try await clerk.open("/deliveries/packing?day=2026-06-29").text
            #expect(two.matches(of: /class="sheet"/).count == 2)
            #expect(two.contains("&lt;script&gt;別館") && !two.contains("<script>別館"))
            let wrong = try await clerk.send(path, "change", ["quantity": "many", "ship_by": "2026-06-25"])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"many\""))
            #expect(wrong.text.contains("href=\"#change-quantity\""))
        }
    }

    @Test("expect back what left for a lecture that is off, and book what came")
    func returns() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.printed(browser)
            try await world.stock(browser, 20)
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            let home = try await clerk.open("/home").text
            let path = String(try #require(home.firstMatch(of: /href="(\/deliveries\/dlv-\d+)">ちらし/)).1)
            #expect(try await clerk.send(path, "send").status == .seeOther)
            #expect(try await !clerk.open("/deliveries?queue=comes_back").text.contains("ちらし"))
            let off = try await browser.post(
                "/v1/requests/\(request)/cancellation",
                as: .staff(.coordinator),
                #"{"by": "host", "reason": "中止", "on_behalf_of": "窓口"}"#
            )
            #expect(off.status == 200, "\(off.text)")
            #expect(try await clerk.open("/deliveries?queue=comes_back").text.contains("ちらし"))
            #expect(try await clerk.open("/home").text.contains("返却待ち"))
            #expect(try await clerk.open(path).text.contains("返却を待ち"))
            let tooMany = try await clerk.send(path, "take_back", ["quantity": "21"])
            #expect(tooMany.status == .unprocessableContent)
            #expect(tooMany.text.contains("href=\"#take_back-quantity\""))
            let back = try await clerk.send(path, "take_back", ["quantity": "18"])
            #expect(back.location == "\(path)?done=returned")
            let list = try await clerk.open("/deliveries?queue=back").text
            #expect(list.contains("18部") && list.contains("ちらし 2026"))
            #expect(try await clerk.open("/stock").text.contains("18部残る"))
        }
    }

    @Test("send the links of a file, and take one back")
    func links() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.printed(browser)
            let clerk = try await world.visitor(.staff(.clerk), at: browser.client)
            let home = try await clerk.open("/home").text
            let path = String(try #require(home.firstMatch(of: /href="(\/deliveries\/dlv-\d+)">スライド/)).1)
            let material = String(
                try #require(
                    try await clerk.open("/materials").text.firstMatch(
                        of: /href="(\/materials\/mat-\d+)">スライド/
                    )
                ).1
            )
            let edition = String(
                try #require(
                    try await clerk.open(material).text.firstMatch(of: /option value="(edi-\d+)"/)
                ).1
            )
            let filed = try await clerk.upload(
                material,
                "file",
                ["edition": edition],
                file: ("file", "slides.pdf", "%PDF-1.4 スライド")
            )
            #expect(filed.location == "\(material)?done=filed", "\(filed.text)")
            #expect(try await clerk.send(path, "send").location == "\(path)?done=sent")
            let page = try await clerk.open(path).text
            #expect(page.contains("送ったリンク") && page.contains("有効"))
            let again = try await clerk.send(path, "send_link", ["side": "host"])
            #expect(again.location == "\(path)?done=linked", "\(again.text)")
            let link = String(
                try #require(
                    try await clerk.open(path).text.firstMatch(of: /option value="(mlk-\d+)"/)
                ).1
            )
            #expect(try await clerk.send(path, "revoke_link", ["link_id": link]).status == .seeOther)
            #expect(try await clerk.open(path).text.contains("無効"))
            let other = try await clerk.send(path, "revoke_link", ["link_id": link])
            #expect(other.status == .notFound)
            let none = try await clerk.send(path, "send_link")
            #expect(none.status == .unprocessableContent)
            #expect(none.text.contains("href=\"#send_link-side\""))
        }
    }

    @Test("are read by auditors and closed to accountants; what leaves first stands first on every page")
    func order() async throws {
        let world = try await World()
        try await world.serve { browser in
            _ = try await world.printed(browser)
            let auditor = try await world.visitor(.staff(.auditor), at: browser.client)
            let list = try await auditor.open("/deliveries").text
            let path = String(try #require(list.firstMatch(of: /href="(\/deliveries\/dlv-\d+)">冊子/)).1)
            #expect(try await !auditor.open(path).text.contains("発送済みにする"))
            #expect(try await auditor.send(path, "send").status == .forbidden)
            let accountant = try await world.visitor(.staff(.accountant), at: browser.client)
            #expect(try await accountant.open("/deliveries").status == .forbidden)
            try await world.database.owner.transaction { session in
                try session.execute("UPDATE material_delivery SET ship_by = ship_by - (id % 3)::integer")
            }
            let asker = Credential.token(try world.token(of: .staff(.clerk)))
            let read = ReadDeliveries(office: world.office)
            let whole = try await read(in: .toSend, as: asker).items
            #expect(whole.map(\.shipBy) == whole.map(\.shipBy).sorted() && whole.count >= 3)
            var walked: [DeliveryEntry] = []
            var after: MaterialDelivery.ID?
            repeat {
                let page = try await read(in: .toSend, after: after, limit: #require(PageLimit(1)), as: asker)
                walked += page.items
                after = page.next
            } while after != nil
            #expect(walked == whole)
            let other = try await read(in: .toSend, as: .token(try world.token(of: .otherHost)))
            #expect(other.items.isEmpty)
        }
    }
}

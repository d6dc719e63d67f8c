import Hummingbird
import HummingbirdTesting
import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@testable import KodanWeb

@Suite("A coordinator's page of whom to ask", .database)
struct SteeringPageTests {
    @Test("explains who is chosen and why not another, and asks the one who was named")
    func explained() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let page = try await visitor.open("/requests/\(request)")
            #expect(page.text.contains("href=\"/requests/\(request)/matching\""))
            let path = "/requests/\(request)/explanation"
            let why = try await visitor.open(path + "?presenter=\(world.otherPresenter)")
            #expect(why.status == .ok && why.text.contains("講師 第1が") && why.text.contains("講師 第2を選ぶと"))
            #expect(why.text.contains("調べた結果：講師 第2") && why.text.contains("対応できる"))
            let steering = "/requests/\(request)/matching"
            #expect(why.text.contains("href=\"\(steering)?presenter=\(world.otherPresenter)\""))
            let form = try await visitor.open("\(steering)?presenter=\(world.otherPresenter)")
            #expect(form.text.contains("value=\"\(world.otherPresenter) 講師 第2\""))
            let asked = try await visitor.send(
                steering,
                "ask",
                ["presenter": "\(world.otherPresenter)", "reason": "地元に詳しいため", "send": "true"]
            )
            #expect(asked.location == "\(steering)?done=asked", "\(asked.text)")
            #expect(try await world.mails().last == "offer_sent")
            let after = try await visitor.open(steering)
            #expect(after.text.contains("講師 第2") && after.text.contains("回答待ち") || after.text.contains("打診中"))
        }
    }

    @Test("orders, excludes and binds with reasons, and names what is missing")
    func steered() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let path = "/requests/\(request)/matching"
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let ordered = try await visitor.send(
                path,
                "order",
                ["mode": "first", "presenters/0": "\(world.otherPresenter)", "reason": "希望による"]
            )
            #expect(ordered.location == "\(path)?done=ordered", "\(ordered.text)")
            #expect(try await visitor.open(path).text.contains("次の講師を先に打診（講師 第2）"))
            let silent = try await visitor.send(path, "exclude", ["presenter": "\(world.presenter)"])
            #expect(
                silent.status == .unprocessableContent && silent.text.contains("href=\"#exclude-reason\"")
            )
            let nobody = try await visitor.send(path, "ask", ["presenter": "someone", "reason": "試し"])
            #expect(
                nobody.text.contains("href=\"#ask-presenter\"") && nobody.text.contains("value=\"someone\"")
            )
            let excluded = try await visitor.send(
                path,
                "exclude",
                ["presenter": "\(world.presenter)", "reason": "<b>利害</b>"]
            )
            #expect(excluded.location == "\(path)?done=excluded")
            let page = try await visitor.open(path).text
            #expect(page.contains("&lt;b&gt;利害&lt;/b&gt;") && !page.contains("<b>利害"))
            let hard = try await visitor.send(
                path,
                "assign",
                ["presenter": "\(world.presenter)", "reason": "電話", "on_behalf_of": "講師 第1"]
            )
            #expect(hard.status == .conflict)
            let bound = try await visitor.send(
                path,
                "assign",
                ["presenter": "\(world.otherPresenter)", "reason": "電話で合意", "on_behalf_of": "講師 第2"]
            )
            #expect(bound.location?.hasSuffix("?done=assigned") == true, "\(bound.text)")
            #expect(try await visitor.open(try #require(bound.location)).text.contains("講師を決定しました"))
        }
    }

    @Test("takes a presenter by name or reading, and says who is called so where that is not clear")
    func named() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let path = "/requests/\(request)/matching"
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let unclear = try await visitor.send(
                path,
                "ask",
                ["presenter": "こうし", "reason": "近いため"],
                key: "named-1"
            )
            #expect(
                unclear.status == .unprocessableContent && unclear.text.contains("href=\"#ask-presenter\"")
            )
            #expect(
                unclear.text.contains("\(world.presenter) 講師 第1（") && unclear.text.contains("value=\"こうし\"")
            )
            // A name typed over that with which the form was filled in is not passed over.
            let other = ["presenter": "\(world.presenter) 講師 第2", "reason": "近いため"]
            #expect(
                try await visitor.send(path, "ask", other, key: "named-2").status == .unprocessableContent
            )
            #expect(try await world.count("offer") == 0)
            let asked = try await visitor.send(
                path,
                "ask",
                ["presenter": "講師　第２", "reason": "近いため", "send": "true"],
                key: "named-3"
            )
            #expect(asked.location == "\(path)?done=asked", "\(asked.text)")
            #expect(try await visitor.open(path).text.contains("講師 第2"))
            let excluded = try await visitor.send(
                path,
                "exclude",
                ["presenter": "コウシア", "reason": "利害"],
                key: "named-4"
            )
            #expect(excluded.location == "\(path)?done=excluded", "\(excluded.text)")
            let why = try await visitor.open("/requests/\(request)/explanation?presenter=%E8%AC%9B%E5%B8%AB")
            #expect(why.status == .ok && why.text.contains("href=\"#search-presenter\""))
        }
    }

    @Test("gives a request for which nobody was found back to the host, who reads why in words")
    func givenBack() async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            try await world.database.owner.transaction { session in
                try session.script(
                    "UPDATE lecture_request SET state = 'unmatched', state_reason = 'nobody outOfReach=2'"
                )
            }
            let path = "/requests/\(request)"
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let host = try await world.visitor(.host, at: browser.client)
            for reader in [visitor, host] {
                let page = try await reader.open(path).text
                #expect(page.contains("条件に合う講師が見つかりませんでした（移動圏外2名）。"))
                #expect(!page.contains("outOfReach"))
            }
            #expect(try await !host.open(path).offers("screen"))
            #expect(try await visitor.open(path).offers("screen"))
            let silent = try await visitor.send(path, "screen", ["decision": "send_back"], key: "silent")
            #expect(
                silent.status == .unprocessableContent && silent.text.contains("href=\"#screen-reason\"")
            )
            let back = try await visitor.send(
                path,
                "screen",
                ["decision": "send_back", "reason": "別の日もお知らせください"],
                key: "back"
            )
            #expect(back.location == "\(path)?done=sent_back", "\(back.text)")
            #expect(try await host.open(path).text.contains("別の日もお知らせください"))
            #expect(try await host.open("\(path)/correction").status == .ok)
        }
    }

    @Test("answers for a presenter who phones, gives more time, and takes an offer back")
    func offers() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (request, offers) = try await world.offered(browser)
            let (first, second) = (try #require(offers.first), try #require(offers.last))
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let late = try await visitor.send(
                "/offers/\(first)",
                "extend",
                ["deadline/day": "2026-06-20", "deadline/from": "17:00", "reason": "出張中のため"]
            )
            #expect(late.location == "/offers/\(first)?done=extended", "\(late.text)")
            let vague = try await visitor.send("/offers/\(first)", "extend", ["reason": "理由"])
            #expect(vague.text.contains("href=\"#extend-deadline-day\""))
            // It is the presenter who is to answer, not whoever reads how it stands.
            let steered = try await visitor.open("/offers/\(first)").text
            #expect(steered.contains("講師の回答を待っています") && !steered.contains("ご回答ください"))
            let silent = try await visitor.send("/offers/\(first)", "accept")
            #expect(silent.status == .unprocessableContent && silent.text.contains("#accept-on_behalf_of"))
            // A sign that parts the fields of the record's sealed lines is in nobody's name.
            for name in ["講師\u{1F}第1", String(repeating: "講", count: 101)] {
                let odd = try await visitor.send("/offers/\(first)", "accept", ["on_behalf_of": name])
                #expect(odd.status == .unprocessableContent && odd.text.contains("#accept-on_behalf_of"))
            }
            let back = try await visitor.send("/offers/\(second)", "withdraw", ["reason": "別の方に"])
            #expect(back.location == "/offers/\(second)?done=withdrawn")
            let yes = try await visitor.send("/offers/\(first)", "accept", ["on_behalf_of": "講師 第1"])
            #expect(yes.location == "/offers/\(first)?done=accepted")
            #expect(try await visitor.open("/requests/\(request)").text.contains("講師 第1様の代理"))
        }
    }

    @Test("lets a bound presenter go and asks their successor in one step")
    func replaced() async throws {
        let world = try await World()
        try await world.serve { browser in
            let (_, bond) = try await world.assigned(browser)
            let visitor = try await world.visitor(.staff(.coordinator), at: browser.client)
            let path = "/lectures/\(bond)"
            #expect(try await visitor.open(path).text.contains("講師を交代させる"))
            let unclear = try await visitor.send(
                path,
                "replace",
                ["by": "presenter", "reason": "急病", "successor/presenter": "\(world.otherPresenter)"]
            )
            #expect(unclear.text.contains("href=\"#replace-successor-reason\""))
            let done = try await visitor.send(
                path,
                "replace",
                [
                    "by": "presenter", "reason": "急病", "on_behalf_of": "講師 第1",
                    "successor/presenter": "\(world.otherPresenter)", "successor/reason": "近いため",
                ]
            )
            #expect(done.location == "\(path)?done=replaced", "\(done.text)")
            let reconfirmed = try await visitor.send(
                path,
                "reconfirm",
                ["by": "host", "on_behalf_of": "担当 1"]
            )
            #expect(reconfirmed.status == .conflict)
        }
    }

    @Test("is nobody else's", arguments: [World.Asker.host, .presenter, .staff(.auditor), .staff(.clerk)])
    func roles(asker: World.Asker) async throws {
        let world = try await World()
        try await world.serve { browser in
            let request = try await world.approved(browser)
            let visitor = try await world.visitor(asker, at: browser.client)
            let sent = try await visitor.send(
                "/requests/\(request)/matching",
                "exclude",
                ["presenter": "\(world.presenter)", "reason": "試し"]
            )
            #expect([.forbidden, .notFound].contains(sent.status))
            #expect(try await world.count("request_exclusion") == 0)
        }
    }
}

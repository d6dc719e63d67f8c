import KodanDomain
import Testing

@testable import KodanPages

@Suite("Turning pages into HTML")
struct PageLibraryTests {
    private let evil = "<script>alert('1')</script>&\""

    private func html(_ page: PageContent, _ user: PageUser? = nil) -> String {
        PageLibrary.shipped.html(page, in: PageFrame(user, at: "/requests"))
    }

    @Test("escapes every text, wherever it stands")
    func escapes() {
        let field = FormField.text("name", evil, value: evil).hinted(evil)
        let page = PageContent(
            evil,
            lead: evil,
            notice: evil,
            [
                Block(
                    evil,
                    [evil],
                    facts: [Fact(evil, evil, evil)],
                    table: PageTable(
                        evil,
                        [evil, evil],
                        [[PageCell(evil, evil), PageCell(evil)]],
                        empty: evil
                    ),
                    steps: [PageStep(evil, evil, evil)],
                    links: [PageLink(evil, evil)],
                    form: PageForm(
                        evil,
                        evil,
                        [
                            field, .area("area", evil, value: evil, most: 9),
                            .choice("pick", evil, [(evil, evil)]),
                        ],
                        hidden: [evil: evil]
                    )
                )
            ]
        )
        let user = PageUser(name: evil, role: .host, roles: [.host], csrfToken: evil, formKey: evil)
        let text = html(page, user)
        #expect(!text.contains("<script>alert"))
        #expect(!text.contains("alert('1')</script>"))
        #expect(text.ranges(of: "&lt;script&gt;").count > 24)
    }

    @Test("shows what was typed again, with each fault beside its field and in the summary")
    func refills() throws {
        let page = PageContent(
            "T",
            [Block(nil, form: PageForm("send", "Go", [.text("contact/name", "NAME"), .tick("yes", "YES")]))]
        )
        let faults = [PageFault("contact/name", "FAULT"), PageFault("elsewhere", "OTHER")]
        let text = html(page.refilled("send", ["contact/name": "typed", "yes": "true"], faults))
        #expect(text.contains("value=\"typed\""))
        #expect(text.contains("<a href=\"#send-contact-name\">NAME：FAULT</a>"))
        #expect(text.contains("id=\"send-contact-name-error\">FAULT"))
        #expect(text.contains("aria-describedby=\"send-contact-name-error \""))
        #expect(text.contains("<li>OTHER</li>"))
        #expect(text.contains("value=\"true\" checked"))
    }

    @Test("tells faults in the order of the fields, one of several fields at the first of them")
    func ordersFaults() {
        let fields: [FormField] = [
            .text("venue/name", "VENUE"), .text("venue/address", "ADDRESS"), .text("reason", "REASON"),
        ]
        let page = PageContent("T", [Block(nil, form: PageForm("send", "Go", fields))])
        let faults = [
            PageFault("reason", "MISSING", elsewhere: "REASON IS MISSING"), PageFault("venue", "WANTED"),
            PageFault("absent", "LOST", elsewhere: "ABSENT IS LOST"),
        ]
        let text = html(page.refilled("send", [:], faults))
        let summary = """
            <li>ABSENT IS LOST</li>
            <li><a href="#send-venue-name">VENUE：WANTED</a></li>
            <li><a href="#send-reason">REASON：MISSING</a></li>
            """
        #expect(text.contains(summary), "\(text)")
        #expect(text.contains("id=\"send-venue-name-error\">WANTED") && !text.contains("REASON IS MISSING"))
    }

    @Test("asks to choose where one must, and says what becomes of it where one need not")
    func choices() {
        let options = [(value: "1", text: "ONE")]
        let must = PageForm("send", "Go", [.choice("a", "A", options)])
        let may = PageForm("send", "Go", [.choice("a", "A", options).optional])
        let unsaid = "<option value=\"\">指定なし</option>"
        let chosen = "<option value=\"\">選択してください</option>"
        #expect(html(PageContent("T", [Block(nil, form: must)])).contains(chosen))
        #expect(!html(PageContent("T", [Block(nil, form: must)])).contains(unsaid))
        #expect(html(PageContent("T", [Block(nil, form: may)])).contains(unsaid))
    }

    @Test("describes a box to tick by its hint")
    func describesTicks() {
        let form = PageForm("send", "Go", [.tick("a", "A").hinted("HINT")])
        let text = html(PageContent("T", [Block(nil, form: form)]))
        #expect(text.contains("id=\"send-a-hint\">HINT") && text.contains("aria-describedby=\"send-a-hint\""))
    }

    @Test("marks a table that stays a grid on a phone, and no other")
    func grids() {
        let grid = PageTable("C", ["A", "B"], [[PageCell("1"), PageCell("2")]], empty: "", isGrid: true)
        let list = PageTable("C", ["A", "B"], [[PageCell("1"), PageCell("2")]], empty: "")
        #expect(html(PageContent("T", [Block(nil, table: grid)])).contains("<table class=\"grid\">"))
        #expect(html(PageContent("T", [Block(nil, table: list)])).contains("<table>"))
    }

    @Test("says on each page whom to ask, where that is known")
    func contact() {
        let frame = PageFrame(nil, at: "/", askedAt: (name: evil, phone: "03-0000-0000"))
        let text = PageLibrary.shipped.html(PageContent("T", []), in: frame)
        #expect(text.contains("お問い合わせ　&lt;script&gt;") && text.contains("電話 03-0000-0000"))
        #expect(!html(PageContent("T", [])).contains("お問い合わせ"))
    }

    @Test("never shows a password again")
    func forgetsPasswords() {
        let form = PageForm("send", "Go", [.text("password", "P", type: "password")])
        let page = PageContent("T", [Block(nil, form: form)])
        #expect(!html(page.refilled("send", ["password": "secret words"], [])).contains("secret words"))
    }

    @Test("leaves the other forms of a page as they were")
    func keepsOthers() {
        let page = PageContent(
            "T",
            [
                Block(nil, form: PageForm("one", "Go", [.text("reason", "A")])),
                Block(nil, form: PageForm("two", "Go", [.text("reason", "B", value: "kept")])),
            ]
        )
        let text = html(page.refilled("one", ["reason": "typed"], [PageFault("reason", "F")]))
        #expect(text.contains("id=\"one-reason\" name=\"reason\" type=\"text\" value=\"typed\""))
        #expect(text.contains("id=\"two-reason\" name=\"reason\" type=\"text\" value=\"kept\""))
    }

    @Test("protects the forms of who is signed in, and has none to protect for visitors")
    func protects() {
        let page = PageContent("T", [Block(nil, form: PageForm("send", "Go"))])
        let user = PageUser(
            name: "N",
            role: .coordinator,
            roles: [.coordinator, .clerk],
            csrfToken: "CSRF",
            formKey: "KEY"
        )
        let text = html(page, user)
        #expect(text.ranges(of: "name=\"csrf\" value=\"CSRF\"").count == 3)
        #expect(text.contains("name=\"key\" value=\"KEY\""))
        #expect(text.contains("<a href=\"/requests\" aria-current=\"page\">"))
        #expect(!html(page).contains("name=\"csrf\""))
    }

    @Test("asks nothing of the office in a form that only searches")
    func searches() {
        let form = PageForm("search", "Go", [.text("text", "T").optional], isSearch: true)
        let text = html(PageContent("T", [Block(nil, form: form)]))
        #expect(text.contains("<form method=\"get\""))
        #expect(!text.contains("name=\"step\""))
    }

    @Test("loads nothing that has no name of its own edition")
    func namesEditions() {
        for asset in PageAsset.all {
            #expect(html(PageContent("T", [])).contains(asset.path))
        }
        #expect(Set(PageAsset.all.map(\.path)).count == PageAsset.all.count)
    }
}

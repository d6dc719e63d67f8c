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

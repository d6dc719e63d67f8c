import KodanDomain
import Mustache
import Testing

@testable import KodanPages

@Suite("What templates read")
struct TemplateMemberTests {
    /// One of everything that a page is made of.
    private static var everything: [any MustacheParent] {
        let cells = [PageCell("一", "/a"), PageCell.tick("x", "選ぶ")]
        let table = PageTable("表", ["名", "選択"], [cells], empty: "なし", next: "/b")
        let fields: [FormField] = [
            .text("a", "一行"), .area("b", "文章", most: 10), .choice("c", "選択", [("1", "一")]),
            .tick("d", "印"), .told("e", "答え", value: "", by: "/reach", of: ["a"]),
        ]
        let form = PageForm("send", "送る", fields, ticks: table, hidden: ["h": "1"], seen: "s")
        let block = Block(
            "見出し",
            facts: [Fact("名", "値", "/c")],
            table: table,
            steps: [PageStep("時", "文")],
            links: [PageLink("文", "/d")],
            form: form
        )
        let user = PageUser(
            name: "名",
            role: .clerk,
            roles: [.clerk, .auditor],
            csrfToken: "t",
            formKey: "k"
        )
        let entry = LegendEntry("凡例") { _ in }
        let parts: [any MustacheParent] =
            [
                PageContent("題", [block]), PageFault("a", "文"), PageFrame(user, at: "/"), user, block, table,
                form, entry, PageDocument("題", html: ""),
                FormField.Input(type: "text", complete: nil, mode: nil, most: 1),
                FormField.Area(rows: 1, most: 1), FormField.Choices(options: []),
                FormField.Check(isTicked: true),
                FormField.Told(path: "", names: ""), FormField.Option(value: "", text: "", isChosen: false),
                PageCell.Tick(name: "", label: "", isTicked: false),
                PageFigure("p", "題", "文", width: 1, height: 1, FigureDrawing(), legend: [entry]),
            ]
        return parts + cells + fields + table.columns + table.rows + form.hidden + user.otherRoles
            + block.facts
            + block.steps + block.links
    }

    /// What pages are made with and no template asks for.
    private static let unread: Set<String> = ["elsewhere", "field", "role"]

    @Test("is every other member of every value, and nothing else")
    func members() {
        var kinds: Set<String> = []
        for value in Self.everything {
            kinds.insert("\(type(of: value))")
            for member in Mirror(reflecting: value).children {
                let name = member.label ?? ""
                let found = value.child(named: name)
                #expect((found == nil) == Self.unread.contains(name), "\(type(of: value)) \(name)")
                if found != nil, let text = member.value as? String {
                    #expect(found as? String == text, "\(type(of: value)) \(name)")
                }
            }
            #expect(value.child(named: "unheard_of") == nil)
        }
        #expect(kinds.count == 26)
    }

    @Test("is as it is: texts, and false for what is not there")
    func values() {
        let cell = PageCell("文")
        #expect(cell.child(named: "text") as? String == "文")
        #expect(cell.child(named: "href") as? Bool == false)
        #expect(PageCell("文", "/a").child(named: "href") as? String == "/a")
    }
}

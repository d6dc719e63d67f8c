import KodanDomain
import Testing

@testable import KodanPages

@Suite("Pictures on pages")
struct FigureTests {
    private func html(_ block: Block) -> String {
        PageLibrary.shipped.html(PageContent("題", [block]), in: PageFrame(nil, at: "/"))
    }

    private func figure(_ draw: (inout FigureDrawing) -> Void) -> PageFigure {
        var drawing = FigureDrawing()
        draw(&drawing)
        return PageFigure("it", "図の名", "<b>図</b>の内容", width: 100, height: 50, drawing)
    }

    @Test("have a name, a description and no style of their own")
    func named() {
        let page = html(Block("図", figure: figure { $0.write("<script>&", x: 1, y: 2) }))
        #expect(
            page.contains("aria-labelledby=\"it-title it-words\"") && page.contains("viewBox=\"0 0 100 50\"")
        )
        #expect(page.contains("<title id=\"it-title\">図の名</title>"))
        #expect(page.contains("&lt;b&gt;図&lt;/b&gt;の内容") && page.contains("&lt;script&gt;&amp;</text>"))
        #expect(!page.contains("<b>") && !page.contains("style=") && !page.contains("<style"))
    }

    @Test("draw points in few bytes, each once, from one to the next")
    func dots() {
        let points = [(10, 20), (44, 20), (10, 20), (7, 31)].map {
            PagePoint(x: $0.0 * 10 + 3, y: $0.1 * 10 + 9)
        }
        let drawn = figure { $0.dots(points, .land) }
        #expect(drawn.markup == "<path class=\"land\" d=\"M10 20h0m34 0h0m-37 11h0\"/>")
        #expect(figure { $0.dots([], .land) }.markup.isEmpty)
    }

    @Test("show columns and bars by their share, and what is aimed at as a frame")
    func charts() {
        let columns = BarCharts.columns(
            "c",
            "図",
            "説明",
            [.init(name: "4月", value: 2, words: "2"), .init(name: "5月", value: 4, words: "4")]
        )
        #expect(columns.markup.contains("y=\"90\" width=\"172\" height=\"70\""))
        #expect(columns.markup.contains("y=\"20\" width=\"172\" height=\"140\""))
        let rows = BarCharts.rows(
            "r",
            "図",
            "説明",
            [.init(name: "事業", value: 5, aim: 10, words: "5 / 10")],
            legend: []
        )
        #expect(rows.markup.contains("<rect class=\"bar\" x=\"1\" y=\"17\" width=\"179\""))
        #expect(rows.markup.contains("<rect class=\"aim\" x=\"1\" y=\"17\" width=\"358\""))
        #expect(BarCharts.columns("n", "図", "説明", []).markup.contains("<path class=\"axis\""))
    }

    @Test("leave tables in forms where they are: boxes keep what was sent, and no table stands twice")
    func ticks() {
        let table = PageTable(
            "選ぶもの",
            ["名", "選択"],
            [
                [PageCell("一"), .tick("req-1", "一を選ぶ")],
                [PageCell("二"), .tick("req-2", "二を選ぶ", isTicked: true)],
            ],
            empty: ""
        )
        let form = PageForm("run", "行う", ticks: table)
        let page = html(Block("表", table: table, form: PageForm("other", "ほか")))
        #expect(page.matches(of: /<caption>/).count == 1)
        let ticked = html(Block("表", form: form.filled(["req-1": "true"], [])))
        #expect(ticked.contains("name=\"req-1\" value=\"true\" aria-label=\"一を選ぶ\" checked"))
        #expect(ticked.contains("name=\"req-2\" value=\"true\" aria-label=\"二を選ぶ\">"))
    }
}

import HTTPTypes
import KodanDomain

/// The contract as a page for people: plain HTML with one style sheet, both from this server.
struct DocsPage {
    private let operations: [Operation]
    private var html = ""

    /// The page of `operations`.
    static func html(of operations: [Operation]) -> String {
        var page = DocsPage(operations: operations)
        page.write()
        return page.html
    }

    private init(operations: [Operation]) {
        self.operations = operations
    }

    private mutating func write() {
        html = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Kodan: the HTTP interface</title>
            <link rel="stylesheet" href="/docs/style.css">
            </head>
            <body>
            <header>
            <h1>Kodan <span lang="ja">(講壇)</span>: the HTTP interface</h1>
            <p>For programs: <a href="/openapi.yaml">openapi.yaml</a> (OpenAPI 3.1).</p>
            \(paragraphs(OpenAPI.introduction))</header>

            """
        writeContents()
        html += "<main>\n"
        for area in Area.allCases { writeChapter(area) }
        writeProblems()
        html += "</main>\n</body>\n</html>\n"
    }

    private mutating func writeContents() {
        html += "<nav aria-label=\"Contents\">\n<ul>\n"
        for area in Area.allCases where operations.contains(where: { $0.area == area }) {
            html += "<li><a href=\"#\(area.rawValue)\">\(area.rawValue)</a></li>\n"
        }
        html += "<li><a href=\"#problems\">problems</a></li>\n</ul>\n</nav>\n"
    }

    private mutating func writeChapter(_ area: Area) {
        let chapter = operations.filter { $0.area == area }
        guard !chapter.isEmpty else { return }
        html += "<section aria-labelledby=\"\(area.rawValue)\">\n"
        html += "<h2 id=\"\(area.rawValue)\">\(area.rawValue)</h2>\n<p>\(escaped(area.summary))</p>\n"
        for operation in chapter { write(operation) }
        html += "</section>\n"
    }

    private mutating func write(_ operation: Operation) {
        let method = operation.method.rawValue
        html += """
            <details id="\(operation.id)">
            <summary><code class="\(method.lowercased())">\(method)</code> <code>\(escaped(operation.path))</code>
            <span>\(marked(operation.summary))</span></summary>

            """
        html += paragraphs(operation.description ?? "")
        writeParameters(of: operation)
        switch operation.body {
        case .json(let schema):
            html += "<h3>Body</h3>\n"
            write(schema)
        case .file(let types, _), .whole(let types, _):
            html += "<h3>Body</h3>\n<p>A file: \(escaped(types.joined(separator: ", "))).</p>\n"
            if let example = operation.exampleFile { html += "<pre>\(escaped(example))</pre>\n" }
        case nil: break
        }
        for answer in operation.answers { write(answer) }
        writeRefusals(of: operation)
        html += "</details>\n"
    }

    private mutating func writeParameters(of operation: Operation) {
        let inPath = operation.pathParameters.map { row($0.name, "path", $0.schema, true, $0.note) }
        let inQuery = operation.query.map { row($0.name, "query", $0.schema, $0.isRequired, $0.note) }
        let inHeader = operation.headers.map { row($0.name, "header", $0.schema, $0.isRequired, $0.note) }
        let rows = inPath + inQuery + inHeader
        if !rows.isEmpty { table(["Parameter", "in", "holds", "", ""], rows) }
    }

    private func row(
        _ name: String,
        _ place: String,
        _ schema: Schema,
        _ isRequired: Bool,
        _ note: String
    ) -> [String] {
        [name, place, "\(schema.form), such as `\(schema.shown)`", isRequired ? "needed" : "", note]
    }

    private mutating func write(_ answer: Answer) {
        html += "<h3>\(answer.status.code)</h3>\n<p>\(marked(answer.note))</p>\n"
        switch answer.content {
        case .json(let schema): write(schema)
        case .file(let types, _): html += "<p>\(escaped(types.joined(separator: ", ")))</p>\n"
        case .nothing: break
        }
    }

    private mutating func write(_ schema: Schema) {
        let rows = schema.rows(under: "")
        if !rows.isEmpty { table(["Member", "holds", "", ""], rows) }
        html += "<pre>\(escaped(ReadableJSON.indented(schema.example)))</pre>\n"
    }

    private mutating func writeRefusals(of operation: Operation) {
        let statuses = operation.problemStatuses.map(String.init).joined(separator: ", ")
        html += "<h3>Problems</h3>\n<p>\(statuses).</p>\n"
        guard !operation.refusals.isEmpty else { return }
        let links = operation.refusals.map { "<a href=\"#problem-\($0)\">\($0)</a>" }
        html += "<p>Its own: \(links.joined(separator: ", ")).</p>\n"
    }

    private mutating func writeProblems() {
        html += """
            <section aria-labelledby="problems">
            <h2 id="problems">problems</h2>
            <p>Every error is <code>application/problem+json</code> (RFC 9457). Its <code>type</code> is one of these,
            behind <code>urn:kodan:problem:</code>. Each entry of its <code>errors</code> says where something is wrong:
            at a <code>pointer</code> into the body, in a <code>parameter</code> of the query or in a
            <code>header</code>.</p>
            <pre>\(escaped(ReadableJSON.indented(ProblemContract.example)))</pre>
            <dl>

            """
        for problem in ProblemTypes.all {
            html += "<dt id=\"problem-\(problem.code)\"><code>\(problem.code)</code></dt>"
            html += "<dd>\(marked(problem.meaning))</dd>\n"
        }
        html += "</dl>\n</section>\n"
    }

    private mutating func table(_ heads: [String], _ rows: [[String]]) {
        html += "<table>\n<thead><tr>"
        html += heads.map { $0.isEmpty ? "<td></td>" : "<th scope=\"col\">\(escaped($0))</th>" }.joined()
        html += "</tr></thead>\n<tbody>\n"
        for row in rows {
            let cells = row.dropFirst().map { "<td>\(marked($0))</td>" }.joined()
            html += "<tr><th scope=\"row\"><code>\(escaped(row[0]))</code></th>\(cells)</tr>\n"
        }
        html += "</tbody>\n</table>\n"
    }

    /// A text's paragraphs, parted by empty lines.
    private func paragraphs(_ text: String) -> String {
        text.split(separator: "\n\n").map { "<p>\(marked(String($0)))</p>\n" }.joined()
    }

    /// A text in which what stands between backticks is code.
    private func marked(_ text: String) -> String {
        let parts = escaped(text).split(separator: "`", omittingEmptySubsequences: false)
        guard !parts.count.isMultiple(of: 2) else { return escaped(text) }
        return parts.enumerated().map { index, part in
            index.isMultiple(of: 2) ? String(part) : "<code>\(part)</code>"
        }.joined()
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

extension Schema {
    /// A row for each member, those of parts behind a dot: name, form, whether it is needed, note.
    fileprivate func rows(under prefix: String) -> [[String]] {
        switch self {
        case .named(_, let schema): schema.rows(under: prefix)
        case .list(let element, _, _, _): element.rows(under: prefix)
        case .form(let properties), .body(let properties):
            properties.flatMap { property in
                [
                    [
                        prefix + property.name, property.schema.form, property.isRequired ? "needed" : "",
                        property.note ?? "",
                    ]
                ]
                    + property.schema.rows(under: prefix + property.name + ".")
            }
        case .either(let forms): forms.flatMap { $0.rows(under: prefix) }
        case .text, .integer, .flag, .choice, .texts: []
        }
    }

    /// Its example as an address or a header holds it.
    fileprivate var shown: String {
        switch example {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): String(flag)
        case .null, .number, .array, .object: ""
        }
    }

    /// What it is, in some words.
    fileprivate var form: String {
        switch self {
        case .text(let text):
            text.words ?? text.length.map { "text, \($0.lowerBound) to \($0.upperBound)" } ?? "text"
        case .integer(let range, _): "whole number, \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .choice(let choices, _): choices.joined(separator: " | ")
        case .list(let element, let least, let limit, let once):
            "list of " + element.form + (least > 0 ? ", at least \(least)" : "")
                + (limit.map { ", at most \($0)" } ?? "") + (once ? ", each once" : "")
        case .form, .body, .either: "object"
        case .texts: "texts by name"
        case .named(_, let schema): schema.form
        }
    }
}

/// The text of an HTML page as it grows.
struct HTMLText {
    private var text = ""

    /// The page.
    var bytes: [UInt8] { Array(text.utf8) }

    /// Adds markup, and a line's end.
    mutating func line(_ markup: String) {
        text += markup
        text += "\n"
    }

    /// Adds a name and its value to a list of descriptions.
    mutating func entry(_ name: String, _ value: String) {
        line("<dt>\(HTMLText.escaped(name))</dt><dd>\(HTMLText.escaped(value))</dd>")
    }

    /// Adds a row of a table.
    mutating func row(_ cells: [String], head: Bool = false) {
        let (open, close) = head ? ("<th scope=\"col\">", "</th>") : ("<td>", "</td>")
        let row = "<tr>" + cells.map { open + HTMLText.escaped($0) + close }.joined() + "</tr>"
        line(head ? "<thead>\(row)</thead>" : row)
    }

    /// `words` as text: markup is shown, not obeyed; fit for attributes too.
    static func escaped(_ words: String) -> String {
        SVGText.escaped(words).replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}

/// A part of a page with a heading: text, facts, a picture, a table, steps, links or a form.
public struct Block: Sendable, Equatable {
    let heading: String?
    let paragraphs: [String]
    /// A text that keeps its lines, such as a mail.
    let letter: String?
    /// A page of its own, shown within this one.
    let document: PageDocument?
    let facts: [Fact]
    let figure: PageFigure?
    let table: PageTable?
    let steps: [PageStep]
    let links: [PageLink]
    var form: PageForm?
    /// Whether it begins folded in, for what most readers do not need.
    var isFolded: Bool
    /// Whether it is a sheet of its own on paper.
    let isSheet: Bool

    /// A part of a page; what is left out is not shown.
    public init(
        _ heading: String?,
        _ paragraphs: [String] = [],
        letter: String? = nil,
        document: PageDocument? = nil,
        facts: [Fact] = [],
        figure: PageFigure? = nil,
        table: PageTable? = nil,
        steps: [PageStep] = [],
        links: [PageLink] = [],
        form: PageForm? = nil,
        isFolded: Bool = false,
        isSheet: Bool = false
    ) {
        self.heading = heading
        self.paragraphs = paragraphs
        self.letter = letter
        self.document = document
        self.facts = facts
        self.figure = figure
        self.table = table
        self.steps = steps
        self.links = links
        self.form = form
        self.isFolded = isFolded
        self.isSheet = isSheet
    }
}

/// A page of its own within another, such as a mail: it runs no script, sends nothing and leads nowhere.
public struct PageDocument: Sendable, Equatable {
    let title: String
    let html: String

    /// A page called `title`, whole.
    public init(_ title: String, html: String) {
        self.title = title
        self.html = html
    }

    /// The style sheets in it.
    var styles: [String] {
        html.components(between: "<style>", and: "</style>")
    }
}

extension String {
    /// What stands between each pair of `begin` and `end`.
    fileprivate func components(between begin: String, and end: String) -> [String] {
        split(separator: begin, omittingEmptySubsequences: false).dropFirst().compactMap { part in
            let parts = part.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? String(parts[0]) : nil
        }
    }
}

/// A name and what it stands for: 会場 – ○○会館.
public struct Fact: Sendable, Equatable {
    let name: String
    let value: String
    let href: String?

    /// A fact, with the page that tells more about it.
    public init(_ name: String, _ value: String, _ href: String? = nil) {
        self.name = name
        self.value = value
        self.href = href
    }
}

/// A link to another page.
public struct PageLink: Sendable, Equatable {
    let text: String
    let href: String
    /// Whether it leads to where the reader is.
    let isCurrent: Bool
    /// Whether it opens beside the page, which then stays as it is.
    let isBeside: Bool

    /// A link; one that opens beside the page says so in its `text`.
    public init(_ text: String, _ href: String, isBeside: Bool = false) {
        self.init(text, href, isCurrent: false, isBeside: isBeside)
    }

    private init(_ text: String, _ href: String, isCurrent: Bool, isBeside: Bool) {
        self.text = text
        self.href = href
        self.isCurrent = isCurrent
        self.isBeside = isBeside
    }

    func marked(isCurrent: Bool) -> PageLink {
        PageLink(text, href, isCurrent: isCurrent, isBeside: isBeside)
    }
}

/// One step of what happened, the oldest first.
public struct PageStep: Sendable, Equatable {
    let time: String
    let text: String
    let note: String?

    /// What happened at `time`, and why.
    public init(_ time: String, _ text: String, _ note: String? = nil) {
        self.time = time
        self.text = text
        self.note = note
    }
}

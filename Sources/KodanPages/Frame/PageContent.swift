/// What one page says, between the header and the footer that all pages share.
public struct PageContent: Sendable, Equatable {
    /// What the page is called, also in the browser's tab.
    public let title: String
    /// One sentence beneath the title: what happens next, and who holds it.
    public let lead: String?
    /// What was just done; nil if nothing was.
    public var notice: String?
    /// What is wrong with what was typed, for the summary on top.
    public var faults: [PageFault] = []
    /// The parts, from top to bottom.
    public var blocks: [Block]

    /// A page with these parts.
    public init(_ title: String, lead: String? = nil, notice: String? = nil, _ blocks: [Block]) {
        self.title = title
        self.lead = lead
        self.notice = notice
        self.blocks = blocks
    }

    /// The style sheets of the documents on it, which the browser has to let in.
    public var styles: [String] { blocks.flatMap { $0.document?.styles ?? [] } }

    /// The same page with what was `typed` into the form of `step`, and what is wrong with it.
    ///
    /// Faults that belong to no field of the form stand in the summary alone, before the others, which stand in the
    /// order of the fields. What is sent next is held against what was `seen`, where that is given; else against the
    /// state that this page shows.
    public func refilled(
        _ step: String,
        _ typed: [String: String],
        _ faults: [PageFault],
        seen: String? = nil
    ) -> PageContent {
        var page = self
        var told = faults
        for index in page.blocks.indices {
            guard var form = page.blocks[index].form, form.step == step, form.sent(typed) else { continue }
            form = form.filled(typed, faults)
            if form.seen != nil, let seen { form.seen = seen }
            page.blocks[index].form = form
            // What is wrong is not folded away.
            page.blocks[index].isFolded = false
            told = told.map { fault in (form.place(of: fault), form.labelled(fault)) }
                .sorted { $0.0 < $1.0 }.map { $0.1 }
        }
        page.faults = told.map(\.summed)
        page.notice = nil
        return page
    }
}

/// One thing that is wrong with what was typed.
public struct PageFault: Sendable, Equatable {
    /// The field, by its name in the form; nil if it concerns the whole.
    public let field: String?
    /// A sentence that says what to do.
    public private(set) var sentence: String
    /// The sentence for a page without the field, which has to name it.
    let elsewhere: String?
    /// What the field is called; nil until the form was asked.
    var label: String?
    /// Where on the page the field stands.
    var anchor: String?

    /// A fault of `field`; on a page without it, `elsewhere` is said.
    public init(_ field: String?, _ sentence: String, elsewhere: String? = nil) {
        self.field = field
        self.sentence = sentence
        self.elsewhere = elsewhere
    }

    /// The fault as the summary tells it.
    var summed: PageFault {
        guard anchor == nil, let elsewhere else { return self }
        var fault = self
        fault.sentence = elsewhere
        return fault
    }
}

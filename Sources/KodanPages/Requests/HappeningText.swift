import KodanText

/// What happened to a request, as its timeline tells it.
enum HappeningText {
    /// What it is called; what has no name yet is shown by the record's own.
    static func name(ofAction action: String) -> String { ActionText.name(ofAction: action) ?? action }

    /// Why it happened: that nobody was found is kept in short signs, everything else as somebody wrote it.
    static func reason(_ text: String) -> String { UnmatchedText.sentence(text, in: .japanese) ?? text }
}

import KodanDomain

/// What `read` makes of each entry of a list; `;` and `、` part the entries, and empty ones are passed over.
///
/// The text is normalized. Throws ``FieldRefused`` with `form` as the example for an entry that `read` does not take,
/// and for a list of nothing; where but the weekday is wrong, with the entry and its right weekday.
func writtenList<Value>(
    _ text: String,
    of form: String,
    _ field: Field,
    _ read: (String) -> Value?
) throws(FieldRefused) -> [Value] {
    var values: [Value] = []
    for entry in entries(of: text, partedBy: ";、") {
        guard let value = read(entry) else {
            let mended = withRightWeekday(entry).flatMap { read($0) == nil ? nil : $0 }
            throw FieldRefused(field, expected: .list(of: mended ?? form))
        }
        values.append(value)
    }
    guard !values.isEmpty else { throw FieldRefused(field, expected: .list(of: form)) }
    return values
}

/// The words of a list as plain text, without regard to case, for comparison with those of another file.
///
/// `;` parts them. `、` does too, but may also stand in a name: the words on both sides of it are taken and the whole
/// as well, since only what the other file names counts.
///
/// Throws ``FieldRefused``.
func writtenTexts(_ text: String, _ field: Field) throws(FieldRefused) -> Set<String> {
    var texts: Set<String> = []
    for entry in entries(of: text, partedBy: ";") {
        for word in [entry] + entries(of: entry, partedBy: "、") { texts.insert(try writtenText(word, field)) }
    }
    guard !texts.isEmpty else { throw FieldRefused(field, expected: .present) }
    return texts
}

/// One word as plain text without regard to case.
///
/// Throws ``FieldRefused``.
func writtenText(_ text: String, _ field: Field) throws(FieldRefused) -> String {
    try text.plainText(field, atMost: 200).lowercased()
}

private func entries(of text: String, partedBy separators: String) -> [String] {
    text.split { separators.contains($0) }.map { String($0).normalized }.filter { !$0.isEmpty }
}

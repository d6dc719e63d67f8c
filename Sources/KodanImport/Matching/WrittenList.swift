import KodanDomain

/// What `read` makes of each entry of a list; semicolons part the entries, and empty ones are passed over.
///
/// The text is normalized. Throws ``FieldRefused`` with `form` as the example for an entry that `read` does not take,
/// and for a list of nothing.
func writtenList<Value>(
    _ text: String,
    of form: String,
    _ field: Field,
    _ read: (String) -> Value?
) throws(FieldRefused) -> [Value] {
    var values: [Value] = []
    for entry in entries(of: text) {
        guard let value = read(entry) else { throw FieldRefused(field, expected: .list(of: form)) }
        values.append(value)
    }
    guard !values.isEmpty else { throw FieldRefused(field, expected: .list(of: form)) }
    return values
}

/// The words of a list as plain text, without regard to case, for comparison with those of another file.
///
/// Throws ``FieldRefused``.
func writtenTexts(_ text: String, _ field: Field) throws(FieldRefused) -> Set<String> {
    var texts: Set<String> = []
    for entry in entries(of: text) { texts.insert(try writtenText(entry, field)) }
    guard !texts.isEmpty else { throw FieldRefused(field, expected: .present) }
    return texts
}

/// One word as plain text without regard to case.
///
/// Throws ``FieldRefused``.
func writtenText(_ text: String, _ field: Field) throws(FieldRefused) -> String {
    try text.plainText(field, atMost: 200).lowercased()
}

private func entries(of text: String) -> [String] {
    text.split(separator: ";").map { String($0).normalized }.filter { !$0.isEmpty }
}

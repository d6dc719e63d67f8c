import KodanDomain

/// Yes or no, as people write it.
///
/// Throws ``FieldRefused``.
func writtenFlag(_ text: String, _ field: Field) throws(FieldRefused) -> Bool {
    switch text.lowercased() {
    case "はい", "可", "有", "あり", "○", "〇", "◯", "yes", "y", "true", "1": return true
    case "いいえ", "不可", "否", "無", "なし", "×", "no", "n", "false", "0": return false
    default: throw FieldRefused(field, expected: .yesOrNo)
    }
}

extension RowFields {
    /// Refuses a row of a register whose state is another than 登録中: whoever is imported is active.
    mutating func requireActive(_ column: Column) {
        if !["", "登録中", "active"].contains(text(column).lowercased()) { refuse(column, .oneOf(["登録中"])) }
    }
}

/// A whole number within `bounds`, with or without its unit.
///
/// Throws ``FieldRefused``.
func writtenInteger(
    _ text: String,
    _ bounds: ClosedRange<Int>,
    unit: String,
    _ field: Field
) throws(FieldRefused) -> Int {
    let digits = text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : text
    guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(digits), bounds.contains(number)
    else { throw FieldRefused(field, expected: .integer(bounds)) }
    return number
}

/// What one of the words means; the first word of each is the one that people are told.
///
/// Throws ``FieldRefused``.
func writtenChoice<Choice>(
    _ text: String,
    _ words: [(Choice, [String])],
    _ field: Field
) throws(FieldRefused) -> Choice {
    let word = text.lowercased()
    guard let choice = words.first(where: { $0.1.contains(word) }) else {
        throw FieldRefused(field, expected: .oneOf(words.map { $0.1[0] }))
    }
    return choice.0
}

/// The code that a word of the body's tables has; without a table every well-formed code.
///
/// Throws ``FieldRefused``.
func writtenCode<Code: Comparable & CustomStringConvertible>(
    _ text: String,
    in table: [String: Code],
    _ field: Field,
    _ make: (String) throws(FieldRefused) -> Code
) throws(FieldRefused) -> Code {
    if let code = table[text] { return code }
    guard table.isEmpty else {
        throw FieldRefused(field, expected: .oneOf(Set(table.values.map(\.description)).sorted()))
    }
    return try make(text)
}

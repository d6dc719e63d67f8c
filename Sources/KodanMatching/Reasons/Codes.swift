extension EligibilityRule {
    /// A short name that stays, for files and other programs: `out_of_reach`.
    public var code: String { snakeCase("\(self)") }
}

extension CostTerm {
    /// A short name that stays, for files and other programs: `slot_order`.
    public var code: String { snakeCase("\(self)") }
}

/// `outOfReach` as `out_of_reach`.
private func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
        text += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
    }
}

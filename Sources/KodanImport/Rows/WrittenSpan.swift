public import KodanDomain

extension DateRange {
    /// The days that people write as `2026-12-28/2027-01-04`, `2026/12/28-2027/1/4` or
    /// `2026年12月28日〜2027年1月4日`; one day alone is a span of one.
    ///
    /// Nil for anything else, and where the last day comes before the first.
    public init?(written text: String) {
        let text = text.normalized
        if let day = writtenDate(text) {
            self.init(first: day, last: day)
            return
        }
        let spans = text.indices.compactMap { index -> DateRange? in
            guard "~〜–/-".contains(text[index]),
                let first = writtenDate(String(text[..<index]).normalized),
                let last = writtenDate(String(text[text.index(after: index)...]).normalized)
            else { return nil }
            return DateRange(first: first, last: last)
        }
        guard spans.count == 1 else { return nil }
        self = spans[0]
    }
}

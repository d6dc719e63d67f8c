import Foundation

/// Unicode's compatibility composition (NFKC): full-width letters and digits become half-width, half-width
/// kana full-width, and marks join their kana.
///
/// In two steps, which is its definition: Foundation's single step on Linux leaves the mark of a half-width kana
/// (ｼﾞ) apart, so that names would not compare equal.
package func nfkc(_ text: String) -> String {
    text.decomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
}

/// The same text with each letter and its marks in one (NFC).
func composed(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }

/// A scalar's canonical decomposition (NFD): `ガ` becomes `カ` and its mark.
func decomposed(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
}

/// Japanese syllables.
enum Kana {
    /// Hiragana as katakana, 0x60 further on; everything else unchanged.
    static func katakana(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0x3041...0x3096).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value + 0x60) ?? scalar
    }
}

/// What an honorarium's row is in the books.
public enum HonorariumEntry: String, Sendable, CaseIterable {
    /// The first entry of a lecture.
    case original
    /// 赤: it takes back another entry, with every sign turned and its tax copied, never computed anew.
    case red
    /// 黒: it stands in the place of what a red one took back.
    case black
}

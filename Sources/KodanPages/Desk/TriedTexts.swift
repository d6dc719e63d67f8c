import KodanDomain
import KodanText

/// What was tried before something came to the desk, which the record keeps in short signs.
enum TriedTexts {
    private static let questions = [
        "presenter_reconfirmation": "講師への再確認", "host_reconfirmation": "主催団体への再確認", "report": "実施報告のお願い",
        "confirmation": "開催確認のお願い", "host": "主催団体への連絡",
    ]

    /// `declined too_far 2, expired 1` as 辞退（会場が遠い）2件、期限切れ1件; what is no such sign stays as it is.
    static func words(_ tried: String) -> String {
        tried.split(separator: ", ").map { part in
            words(part.split(separator: " ").map(String.init)) ?? String(part)
        }.joined(separator: "、")
    }

    private static func words(_ signs: [String]) -> String? {
        guard signs.count > 1, let first = signs.first, let last = signs.last else { return nil }
        if first.hasPrefix("dlv-") {
            return LocalDate(last).map { "\(first)（発送期限 \(PageWords.day($0))）" }
        }
        if first.hasPrefix("chg-") {
            return Side(rawValue: last).map { "\(NameText.name(of: $0, in: .japanese))（\(first)）" }
        }
        guard let count = Int(last) else { return nil }
        if let question = questions[first] {
            return count == 0 ? "\(question)：連絡先なし" : "\(question)\(count)回"
        }
        guard let state = OfferState(rawValue: first) else { return nil }
        let ground = DeclineGround(rawValue: signs[1]).map { "（\(PageWords.ground($0))）" } ?? ""
        return "\(PageWords.state(state))\(ground)\(count)件"
    }
}

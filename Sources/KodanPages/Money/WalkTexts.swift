public import KodanDomain
import KodanText

/// The walk from a request to the yen that was paid (経緯): each row of the chain, and what the record tells of it.
public enum WalkTexts {
    /// The page.
    public static func page(_ walk: PaymentWalk) -> PageContent {
        var blocks = walk.lectures.map { block($0, "講演") } + walk.payments.map { block($0, "支払") }
        if walk.payments.isEmpty {
            blocks.append(Block("支払", ["まだどの支払にも含まれていません。"]))
        }
        return PageContent(
            "\(PageWords.thing(walk.subject))の経緯",
            lead: "申込・打診から、講演、謝金、支払、銀行の結果までを順に示します。各行の下は監査記録です。",
            blocks
        )
    }

    private static func block(_ part: WalkPart, _ kind: String) -> Block {
        Block(
            "\(kind)：\(PageWords.thing(part.key))",
            steps: part.steps.map { step in
                let facts = PaymentWalkText.facts(of: step, in: .japanese)
                let events = PaymentWalkText.events(of: step, in: .japanese)
                let notes = [facts] + events.map { "【記録】\($0)" }
                return PageStep(
                    PaymentWalkText.time(of: step, in: .japanese),
                    PaymentWalkText.head(of: step, in: .japanese),
                    notes.filter { !$0.isEmpty }.joined(separator: "\n")
                )
            },
            links: links(part)
        )
    }

    /// The pages of what lies on the way, each once.
    private static func links(_ part: WalkPart) -> [PageLink] {
        var told: Set<String> = []
        return part.steps.compactMap { step in
            guard let path = path(of: step), told.insert(step.key).inserted else { return nil }
            return PageLink(PageWords.thing(step.key), path)
        }
    }

    private static func path(of step: WalkStep) -> String? {
        switch step.kind {
        case .request: "/requests/\(step.key)"
        case .assignment: "/lectures/\(step.key)"
        case .honorarium: "/honoraria/\(step.key)"
        case .payment: "/payments/\(step.key)"
        case .finding: "/findings/\(step.key)"
        case .notice: "/notices/\(step.key)"
        case .offer, .delivery, .report, .confirmation, .evidence, .agreement, .separateTax, .travel, .line,
            .taxBand, .month, .transfer:
            nil
        }
    }
}

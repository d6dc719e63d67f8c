public import KodanDomain
import KodanText

/// The walk from a request to the yen that was paid (経緯): each row of the chain, and what the record tells of it.
public enum WalkTexts {
    /// The page.
    public static func page(_ walk: PaymentWalk) -> PageContent {
        var blocks = (walk.lectures + walk.payments).map(block)
        if walk.payments.isEmpty {
            blocks.append(Block("支払", ["まだどの支払にも含まれていません。"]))
        }
        return PageContent(
            title(walk),
            lead: "申込・打診から、講演、謝金、支払、銀行の結果までを順に示します。各行の下は監査証跡です。",
            blocks
        )
    }

    /// What was asked for: the payment, or the honorarium of a lecture.
    private static func title(_ walk: PaymentWalk) -> String {
        if let payment = walk.payments.first(where: { $0.key == walk.subject }),
            let payee = subject(of: payment)
        {
            return "\(payee)への支払の経緯"
        }
        let lecture = walk.lectures.first.flatMap(subject)
        return lecture.map { "「\($0)」の謝金の経緯" } ?? "\(PageWords.thing(walk.subject))の経緯"
    }

    private static func block(_ part: WalkPart) -> Block {
        Block(
            name(part),
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

    private static func name(_ part: WalkPart) -> String {
        guard let subject = subject(of: part) else { return PageWords.thing(part.key) }
        return part.steps.contains { $0.kind == .request } ? "講演：\(subject)" : "支払：\(subject)"
    }

    /// What a part is about: a lecture by its title, a payment by whom it pays.
    private static func subject(of part: WalkPart) -> String? {
        for step in part.steps {
            for fact in step.facts {
                guard case .text(let text) = fact.value else { continue }
                switch (step.kind, fact.name) {
                case (.request, .title): return text
                // The payee's key stands before the name.
                case (.payment, .payee): return String(text.drop { $0 != " " }.dropFirst())
                default: continue
                }
            }
        }
        return nil
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

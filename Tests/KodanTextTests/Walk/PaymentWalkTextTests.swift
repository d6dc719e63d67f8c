import KodanDomain
import Testing

@testable import KodanText

@Suite("The walk from a yen to its request, in words")
struct PaymentWalkTextTests {
    private func walk() throws -> PaymentWalk {
        let at = try #require(Instant("2026-12-05T14:00:00+09:00"))
        let span = try #require(TimeRange(start: at, minutes: 90))
        let event = WalkEvent(
            action: "honorarium.corrected",
            at: at,
            actor: WalkActor(user: User.ID(5), name: "経理"),
            role: .accountant,
            onBehalfOf: nil,
            reason: "時間の誤り"
        )
        let phoned = WalkEvent(
            action: "offer.accepted",
            at: at,
            actor: WalkActor(user: nil, name: ""),
            role: .system,
            onBehalfOf: "pre-3",
            reason: nil
        )
        let lecture = [
            WalkStep(
                .assignment,
                key: "asg-7",
                when: .moment(at),
                facts: [
                    WalkFact(.during, .span(span)), WalkFact(.online, .flag(false)),
                    WalkFact(.state, .code("delivered")),
                ],
                events: [phoned]
            ),
            WalkStep(
                .honorarium,
                key: "hon-12",
                when: .moment(at),
                actor: WalkActor(user: User.ID(5), name: "経理", onBehalf: true),
                facts: [
                    WalkFact(.entry, .code("red")), WalkFact(.minutes, .minutes(90)),
                    WalkFact(.fee, .yen(Yen(-15_000))), WalkFact(.legalBasis, .text("謝金規程")),
                    WalkFact(.fixedOn, .day(at.date)), WalkFact(.submittedAt, .moment(at)),
                    WalkFact(.payment, .key("pmt-3")),
                ],
                events: [event]
            ),
        ]
        let paid = WalkStep(
            .taxBand,
            key: "wht-2",
            when: .day(at.date),
            facts: [
                WalkFact(.rate, .basisPoints(1021)), WalkFact(.reconstructionTax, .permille(21)),
                WalkFact(.defenceTax, .permille(0)), WalkFact(.bytes, .count(3)),
                WalkFact(.sha256, .digest([0x0A, 0xFF])), WalkFact(.payeeClass, .code("unheard_of")),
            ]
        )
        return PaymentWalk(
            subject: "hon-12",
            lectures: [WalkPart(key: "asg-7", steps: lecture)],
            payments: [WalkPart(key: "pmt-3", steps: [paid])]
        )
    }

    @Test("is told step by step in English")
    func english() throws {
        #expect(
            PaymentWalkText.lines(try walk(), in: .english) == [
                "honorarium hon-12: from the request to the yen", "",
                "assignment asg-7",
                "  assignment asg-7  2026-12-05 14:00",
                "      time: 2026-12-05 14:00–15:30; online: no; state: delivered",
                "      2026-12-05 14:00 offer.accepted  the system for pre-3",
                "  honorarium hon-12  2026-12-05 14:00  経理 (usr-5), on behalf",
                "      entry: red; minutes held: 90 min; fee: -15,000 yen; legal basis: 謝金規程; "
                    + "fixed: 2026-12-05; submitted: 2026-12-05 14:00; payment: pmt-3",
                "      2026-12-05 14:00 honorarium.corrected  経理 (usr-5), accountant; reason: 時間の誤り", "",
                "payment pmt-3",
                "  tax band wht-2  2026-12-05",
                "      rate: 10.21%; reconstruction surtax: 2.1%; defence surtax: 0.0%; bytes: 3; "
                    + "SHA-256: 0aff; taxed as: unheard_of",
            ]
        )
    }

    @Test("and in Japanese")
    func japanese() throws {
        let lines = PaymentWalkText.lines(try walk(), in: .japanese)
        #expect(lines.first == "謝金 hon-12：申込から支払まで")
        #expect(lines.contains("      日時：2026年12月5日（土）14時〜15時30分、オンライン：いいえ、状態：実施済"))
        #expect(lines.contains("  謝金 hon-12  2026年12月5日（土）14時  経理 (usr-5)（代理）"))
        #expect(lines.contains("      2026年12月5日（土）14時 謝金を訂正  経理 (usr-5), 経理担当、理由：時間の誤り"))
        #expect(lines.contains { $0.hasPrefix("      区分：赤伝、実施時間：90分、謝金：-15,000円") })
    }

    @Test("says when no payment holds it yet")
    func unpaid() throws {
        let walk = PaymentWalk(subject: "hon-1", lectures: [], payments: [])
        #expect(PaymentWalkText.lines(walk, in: .english).last == "No payment holds it yet.")
        #expect(PaymentWalkText.lines(walk, in: .japanese).last == "まだどの支払にも含まれていません。")
    }

    @Test("has a name for every fact and every kind of step, in both languages")
    func names() {
        for fact in WalkFactName.allCases {
            let names = Language.allCases.map { WalkFactText.name(of: fact, in: $0) }
            #expect(!names.contains { $0.isEmpty || $0.contains("_") }, "\(fact.rawValue)")
            #expect(fact == .sha256 || names[0] != names[1], "\(fact.rawValue)")
        }
        for kind in WalkStepKind.allCases {
            #expect(Set(Language.allCases.map { PaymentWalkText.name(of: kind, in: $0) }).count == 2)
        }
    }

    @Test(
        "has a word for every state",
        arguments: [
            (WalkStepKind.request, "closed"), (.offer, "sent"), (.assignment, "no_show"),
            (.delivery, "planned"),
            (.payment, "exported"), (.month, "closed"), (.transfer, "returned"), (.finding, "cleared"),
        ]
    )
    func states(step: WalkStepKind, code: String) {
        let words = Language.allCases.map { WalkCodeText.word(code, of: .state, in: step, $0) }
        #expect(Set(words).count == 2)
    }
}

public import KodanDomain

/// The walk from a request to a payment as people read it, from top to bottom.
public enum PaymentWalkText {
    /// Lines: each step with its key, its moment and its actor, what it says, and below it what the record tells.
    public static func lines(_ walk: PaymentWalk, in language: Language) -> [String] {
        let subject = ThingText.name(ofKey: walk.subject, in: language)
        var lines = [language("\(subject)：申込から支払まで", "\(subject): from the request to the yen")]
        for part in walk.lectures + walk.payments {
            lines += ["", ThingText.name(ofKey: part.key, in: language)]
            lines += part.steps.flatMap { step($0, language) }
        }
        if walk.payments.isEmpty {
            lines += ["", language("まだどの支払にも含まれていません。", "No payment holds it yet.")]
        }
        return lines
    }

    /// What a kind of step is called.
    static func name(of kind: WalkStepKind, in language: Language) -> String {
        switch kind {
        case .request: language("申込", "request")
        case .offer: language("打診", "offer")
        case .assignment: language("派遣決定", "assignment")
        case .delivery: language("資料提供", "delivery")
        case .report: language("実施報告", "report")
        case .confirmation: language("開催確認", "confirmation")
        case .evidence: language("証憑", "evidence")
        case .agreement: language("謝金の取決め", "fee agreement")
        case .separateTax: language("消費税の区分", "consumption tax shown apart")
        case .travel: language("旅費", "travel leg")
        case .finding: language("確認事項", "finding")
        case .honorarium: language("謝金", "honorarium")
        case .payment: language("支払", "payment")
        case .line: language("支払明細", "line")
        case .taxBand: language("税率", "tax band")
        case .month: language("締め", "month")
        case .transfer: language("振込", "transfer")
        case .notice: language("支払通知書", "payment notice")
        }
    }

    /// When a step came about; empty where the row does not say.
    public static func time(of step: WalkStep, in language: Language) -> String {
        step.when.map { moment($0, language) } ?? ""
    }

    /// What a step is, with its key and who made it: `打診 ofr-7（調整 花子 (usr-3)）`.
    public static func head(of step: WalkStep, in language: Language) -> String {
        let actor = step.actor.map { language("（\(person($0, language))）", ", by \(person($0, language))") }
        return "\(name(of: step.kind, in: language)) \(step.key)" + (actor ?? "")
    }

    /// What a step says, in one line; empty where it says nothing.
    public static func facts(of step: WalkStep, in language: Language) -> String {
        let facts = step.facts.map { fact in
            WalkFactText.name(of: fact.name, in: language) + language("：", ": ")
                + value(fact, in: step.kind, language)
        }
        return facts.joined(separator: language("、", "; "))
    }

    /// What the record tells of a step, oldest first.
    public static func events(of step: WalkStep, in language: Language) -> [String] {
        step.events.map { event($0, language) }
    }

    private static func step(_ step: WalkStep, _ language: Language) -> [String] {
        var head = "  \(name(of: step.kind, in: language)) \(step.key)"
        if let when = step.when { head += "  \(moment(when, language))" }
        if let actor = step.actor { head += "  \(person(actor, language))" }
        let facts = facts(of: step, in: language)
        let said = facts.isEmpty ? [] : ["      " + facts]
        return [head] + said + events(of: step, in: language).map { "      " + $0 }
    }

    private static func event(_ event: WalkEvent, _ language: Language) -> String {
        let role = NameText.name(of: event.role, in: language)
        let who = event.actor.user == nil ? role : "\(person(event.actor, language)), \(role)"
        let action = language(ActionText.name(ofAction: event.action) ?? event.action, event.action)
        var text = "\(moment(.moment(event.at), language)) \(action)  \(who)"
        if let other = event.onBehalfOf { text += language("（\(other)の代理）", " for \(other)") }
        if let reason = event.reason { text += language("、理由：\(reason)", "; reason: \(reason)") }
        return text
    }

    private static func person(_ actor: WalkActor, _ language: Language) -> String {
        let key = actor.user.map { " (\($0))" } ?? ""
        let agent = actor.onBehalf ? language("（代理）", ", on behalf") : ""
        return actor.name + key + agent
    }

    private static func moment(_ when: WalkMoment, _ language: Language) -> String {
        switch when {
        case .moment(let moment):
            language(DateText.moment(moment, in: .japanese), "\(moment.date) \(moment.time)")
        case .day(let day): language(DateText.day(day, in: .japanese), day.description)
        }
    }

    private static func value(_ fact: WalkFact, in step: WalkStepKind, _ language: Language) -> String {
        switch fact.value {
        case .text(let text), .key(let text): text
        case .code(let code): WalkCodeText.word(code, of: fact.name, in: step, language)
        case .yen(let yen): language("\(yen.grouped)円", "\(yen.grouped) yen")
        case .minutes(let minutes): language("\(minutes)分", "\(minutes) min")
        case .count(let count): String(count)
        case .basisPoints(let rate): percent(rate, hundredths: 2)
        case .permille(let rate): percent(rate, hundredths: 1)
        case .day(let day): moment(.day(day), language)
        case .moment(let at): moment(.moment(at), language)
        case .span(let span):
            language(
                DateText.range(span, in: .japanese),
                "\(moment(.moment(span.start), language))–\(span.end.time)"
            )
        case .digest(let bytes): bytes.map { hexadecimal($0) }.joined()
        case .flag(let isSo): isSo ? language("はい", "yes") : language("いいえ", "no")
        }
    }

    /// `10.21%`: the number with its last `hundredths` digits behind the point.
    private static func percent(_ rate: Int, hundredths digits: Int) -> String {
        let text = String(rate)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return "\(padded.dropLast(digits)).\(padded.suffix(digits))%"
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }
}

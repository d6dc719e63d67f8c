import KodanDomain

extension RefusalSentences {
    /// What stands against a change of date or venue.
    func change(_ refusal: ChainRefusal) -> String {
        switch refusal {
        case .changeOpen(let assignment):
            language(
                "\(name(assignment))については、すでに変更のご相談を受け付けています。その回答をお待ちください。",
                "A change of the \(name(assignment)) is being asked about already. Please wait for the answers."
            )
        case .nothingMoved(let assignment):
            language(
                "\(name(assignment))は、すでにその日時・会場になっています。新しい日時または会場をご指定ください。",
                "The \(name(assignment)) is at that time and place already. Please name a new time or venue."
            )
        case .changeState(let change, let state):
            language(
                "\(name(change))は「\(ChangeText.name(state, in: language))」のため、この手続きはできません。",
                "The \(name(change)) is \(ChangeText.name(state, in: language)); this cannot be done any more."
            )
        case .changeOverdue(let change):
            language(
                "\(name(change))の回答期限が過ぎています。事務局までご連絡ください。",
                "The time to answer the \(name(change)) has passed. Please call the office."
            )
        case .changeAnswered(let change):
            language(
                "\(name(change))には、すでにご了承をいただいています。改めての手続きは不要です。",
                "You have said yes to the \(name(change)) already; nothing is left to do."
            )
        case .presenterAway(let presenter, let day):
            language(
                "\(name(presenter))は\(DateText.day(day, in: language))は都合がつきません。別の日をご指定ください。",
                "The \(name(presenter)) cannot come on \(DateText.day(day, in: language)). Please name another day."
            )
        case .movedTooOften(let request):
            language(
                "\(name(request))はこれ以上変更できません。いったん中止し、新しくお申し込みください。",
                "The \(name(request)) was changed too often. Please call it off and ask anew."
            )
        default: ""
        }
    }
}

/// Changes of date or venue in words.
public enum ChangeText {
    /// Why a presenter was let go whose change not both sides said yes to, as the record has it.
    public static let unanswered = "日時・会場の変更について、期限までに双方の了承が得られませんでした。"

    static func name(_ state: ChangeState, in language: Language) -> String {
        switch state {
        case .open: language("確認中", "waiting for an answer")
        case .declined: language("辞退・調整中", "refused and being decided")
        case .confirmed: language("確定", "confirmed")
        case .kept: language("当初どおり", "closed, the lecture stays as it was")
        case .released: language("解除", "closed, the presenter was let go")
        case .withdrawn: language("取下げ", "taken back")
        case .overtaken: language("終了", "overtaken")
        }
    }
}

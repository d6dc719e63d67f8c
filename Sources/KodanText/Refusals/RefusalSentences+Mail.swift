import KodanDomain

extension RefusalSentences {
    /// Of mails, and of the materials that go out.
    func ofMails(_ refusal: Refusal) -> String {
        switch refusal {
        case .mail(let refusal): mail(refusal)
        case .material(let refusal): material(refusal)
        default: refusal.code
        }
    }

    func mail(_ refusal: MailRefusal) -> String {
        switch refusal {
        case .state(let mail, let state):
            language(
                "\(name(mail))は「\(StateText.name(of: state, in: .japanese))」のため、この操作はできません。",
                "The \(name(mail)) is “\(StateText.name(of: state, in: .english))”: this cannot be done now."
            )
        case .bouncedAlready(let mail):
            language(
                "\(name(mail))の不達は、すでに記録されています。宛先を直してから再送してください。",
                "It is recorded already that the \(name(mail)) came back. Please correct the address and send it again."
            )
        case .bounceCleared(let bounce):
            language(
                "\(name(bounce))は、送信を止めていません。改めての手続きは不要です。",
                "The \(name(bounce)) closes no address; nothing is left to do."
            )
        case .noReport:
            language(
                "不達通知（RFC 3464）として読み取れません。戻ってきたメールの全体を入力してください。",
                "This is no report of a returned mail (RFC 3464). Please hand in the whole mail that came back."
            )
        case .foreignReport:
            language(
                "この不達通知は、当事務局が送ったメールについてのものではありません。手で記録してください。",
                "The report is about no mail that this office sent. Please record it by hand."
            )
        case .nobodyReached:
            language(
                "この条件に当てはまり、メールの届く登録中の講師がいません。条件を広げてください。",
                "No active presenter whom a mail reaches meets these conditions. Please widen them."
            )
        }
    }
}

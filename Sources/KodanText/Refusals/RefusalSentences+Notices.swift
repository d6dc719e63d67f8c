import KodanDomain

extension RefusalSentences {
    func notice(_ refusal: NoticeRefusal) -> String {
        switch refusal {
        case .answered(let notice): answered(notice)
        case .deadlinePassed(let notice, let day): deadlinePassed(notice, day)
        case .notObjected(let notice): notObjected(notice)
        case .differs(let notice): differs(notice)
        }
    }

    private func answered(_ notice: Notice.ID) -> String {
        language(
            "\(name(notice))は回答済みか、差替え済みです。最新の通知書をご確認ください。",
            "The \(name(notice)) was answered or replaced already. Please look at the newest notice."
        )
    }

    private func deadlinePassed(_ notice: Notice.ID, _ day: LocalDate) -> String {
        language(
            "\(name(notice))は、期限の\(self.day(day))を過ぎて確認済みとなっています。誤りは経理担当にご連絡ください。",
            "The \(name(notice)) counts as confirmed since \(self.day(day)) has passed. Please tell accounting of errors."
        )
    }

    private func notObjected(_ notice: Notice.ID) -> String {
        language(
            "\(name(notice))には誤りの連絡がないため、差し替えません。先に連絡を記録してください。",
            "Nobody has objected to the \(name(notice)), so it stands. Please record the objection first."
        )
    }

    private func differs(_ notice: Notice.ID) -> String {
        language(
            "作り直した\(name(notice))が、発行した内容と一致しません。保管している通知書をお使いください。",
            "The \(name(notice)) made again is not the one that was issued. Please use the one that was kept."
        )
    }
}

import KodanDomain

extension RefusalSentences {
    /// The sentences of transfers, their answers, corrections, notices and records.
    func ofTransfers(_ refusal: Refusal) -> String {
        switch refusal {
        case .bankClosed(let day): bankClosed(day)
        case .dayAhead(let day): dayAhead(day)
        case .paidTooEarly(let first): paidTooEarly(first)
        case .payDayPassed(let month, let day): payDayPassed(month, day)
        case .foreignPayee(let payee, let presenter): foreignPayee(payee, presenter)
        case .noTransfer(let file, let record): noTransfer(file, record)
        case .resultAmount(let file, let record, let sent): resultAmount(file, record, sent)
        case .correctedAlready(let honorarium): correctedAlready(honorarium)
        case .nothingChanged(let honorarium): nothingChanged(honorarium)
        case .notClaim(let payment): notClaim(payment)
        case .notice(let refusal): notice(refusal)
        case .recordFileNumber(let year, let next): recordFileNumber(year, next)
        // Every other refusal has its sentence in ``RefusalText``; the tests tell all of them.
        default: refusal.code
        }
    }

    func bankClosed(_ date: LocalDate) -> String {
        language(
            "\(day(date))は銀行の休業日です。営業日を指定してください。",
            "Banks are closed on \(day(date)); please choose a day on which they are open."
        )
    }

    func dayAhead(_ date: LocalDate) -> String {
        language(
            "\(day(date))はまだ来ていません。日付を確認してください。",
            "\(day(date)) has not come yet; please check the date."
        )
    }

    func paidTooEarly(_ first: LocalDate) -> String {
        language(
            "\(day(first))より前に支払われることはありません。支払われた日を確認してください。",
            "It cannot have been paid before \(day(first)); please check the day."
        )
    }

    func payDayPassed(_ month: YearMonth, _ date: LocalDate) -> String {
        language(
            "\(self.month(month))の支払日（\(day(date))）はすでに過ぎています。これからの日を指定してください。",
            "The payment day of \(self.month(month)), \(day(date)), has passed; please choose one that lies ahead."
        )
    }

    func foreignPayee(_ payee: Payee.ID, _ presenter: Presenter.ID) -> String {
        language(
            "\(name(payee))は\(name(presenter))の支払先ではありません。支払先として登録してから訂正してください。",
            "\(name(payee)) receives nothing for \(name(presenter)); please register it as their payee first."
        )
    }

    func noTransfer(_ file: TransferFile.ID, _ record: Int) -> String {
        language(
            "\(name(file))に\(record)件目の振込はありません。番号をご確認ください。",
            "The \(name(file)) has no transfer \(record). Please check the number."
        )
    }

    func resultAmount(_ file: TransferFile.ID, _ record: Int, _ sent: Yen) -> String {
        language(
            "\(name(file))の\(record)件目の金額が、送った金額（\(sent.grouped)円）と違います。別のデータの結果でないか確認してください。",
            "Transfer \(record) of \(name(file)) was for \(sent.grouped) yen. Please check that the answer is not another file's."
        )
    }

    func correctedAlready(_ honorarium: Honorarium.ID) -> String {
        language(
            "\(name(honorarium))は訂正済みか、赤伝です。最後の黒伝（取り消したままのときは元の伝票）を訂正してください。",
            "The \(name(honorarium)) was corrected already, or is itself a red entry; please correct the newest black one, or of what was cancelled the entry that was taken back."
        )
    }

    func nothingChanged(_ honorarium: Honorarium.ID) -> String {
        language(
            "訂正しても、\(name(honorarium))の金額と支払先は変わりません。変える項目を確かめてください。",
            "The correction changes neither an amount nor the payee of \(name(honorarium)); please state what is to change."
        )
    }

    func notClaim(_ payment: Payment.ID) -> String {
        language(
            "\(name(payment))は支払であり、返してもらう金額はありません。",
            "\(name(payment)) sends money; there is nothing to be paid back."
        )
    }
}

import KodanDomain

extension RefusalSentences {
    func notAttested(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))は、実施報告と開催確認がそろっていません。両方がそろってから計算してください。",
            "Both attestations of the \(name(assignment)) are needed before its honorarium is calculated."
        )
    }

    func calculatedAlready(_ assignment: Assignment.ID) -> String {
        language(
            "\(name(assignment))の謝金はすでに計算済みです。訂正は、謝金のページで赤伝と黒伝を起こして行ってください。",
            "The honorarium of the \(name(assignment)) is calculated already. Corrections are separate entries."
        )
    }

    func noFeeRate(_ rank: RankCode, _ date: LocalDate) -> String {
        language(
            "\(day(date))に有効なランク「\(rank)」の単価がありません。単価表を登録してください。",
            "No fee rate of the rank \(rank) is in force on \(day(date)). Please add it to the table."
        )
    }

    func noTaxRate(_ date: LocalDate) -> String {
        language(
            "\(day(date))に有効な税率がありません。税率表を登録してください。",
            "No tax rate is in force on \(day(date)). Please add it to the table."
        )
    }

    func noHolidays(_ year: Int) -> String {
        language(
            "\(year)年の祝日表がありません。祝日表を登録してください。",
            "There is no table of holidays for \(year). Please add it."
        )
    }

    func noPayee(_ presenter: Presenter.ID) -> String {
        language(
            "\(name(presenter))の支払先が登録されていません。支払先を登録してください。",
            "The \(name(presenter)) has no payee on that day. Please register one."
        )
    }

    func ofPayments(_ refusal: Refusal) -> String {
        switch refusal {
        case .noAccount(let payee): noAccount(payee)
        case .ownPayment(let payment): ownPayment(payment)
        case .paymentBlocked(let payment, let finding): paymentBlocked(payment, finding)
        case .taxedOtherwise(let payment, let payee): taxedOtherwise(payment, payee)
        // As ``ofState(_:)``.
        default: refusal.code
        }
    }

    func paymentBlocked(_ payment: Payment.ID, _ finding: Finding.ID) -> String {
        language(
            "\(name(payment))には、支払を保留する\(name(finding))が未解決で残っています。解消するか、支払を作り直してください。",
            "The \(name(finding)) keeps the \(name(payment)) back. Please clear it, or prepare the payments anew."
        )
    }

    func taxedOtherwise(_ payment: Payment.ID, _ payee: Payee.ID) -> String {
        language(
            "\(name(payment))を作った後に、\(name(payee))の居住者の区分または租税条約の適用が変わりました。支払を作り直してください。",
            "Since the \(name(payment)) was prepared, where the \(name(payee)) is taxed has changed. Please prepare it anew."
        )
    }

    func noAccount(_ payee: Payee.ID) -> String {
        language(
            "\(name(payee))に確認済みの振込口座がありません。口座の登録と確認を済ませてください。",
            "The \(name(payee)) has no confirmed bank account. Please have one registered and confirmed."
        )
    }

    func ownPayment(_ payment: Payment.ID) -> String {
        language(
            "\(name(payment))は、作成した本人も、受け取る本人も承認できません。ほかの承認者にご依頼ください。",
            "Who prepared the \(name(payment)), or would receive it, cannot approve it. Please ask another approver."
        )
    }

    func accountHolder(_ payee: Payee.ID) -> String {
        language(
            "\(name(payee))の口座名義に、振込データで使えない文字があります。通帳の表記のカナで登録し直してください。",
            "The account holder of \(name(payee)) cannot be written in a bank file. Please correct the kana."
        )
    }

    func bankName(_ payee: Payee.ID) -> String {
        language(
            "\(name(payee))の銀行名または支店名がありません。振込データに必要ですので登録してください。",
            "The bank or branch of \(name(payee)) has no name. The bank wants it, so please add it."
        )
    }

    func accountKeys() -> String {
        language(
            "口座情報の暗号鍵がないか、保存されている口座情報を開けません。鍵の設定を管理者にご確認ください。",
            "The keys for bank accounts are missing or do not open them. Please ask the administrator."
        )
    }
}

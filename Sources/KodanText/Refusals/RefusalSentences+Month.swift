import KodanDomain

extension RefusalSentences {
    func monthClosed(_ month: YearMonth) -> String {
        language(
            "\(self.month(month))は締め済みのため変更できません。訂正は赤伝と黒伝で行い、翌月以降の支払で精算してください。",
            "\(self.month(month)) is closed and never changes. Please settle it in a later month."
        )
    }

    func monthUnknown(_ month: YearMonth) -> String {
        language(
            "\(self.month(month))の支払月はまだ開かれていません。先に支払を作成してください。",
            "\(self.month(month)) is not open for payments yet. Please prepare its payments first."
        )
    }

    func monthOpen(_ month: YearMonth) -> String {
        language(
            "\(self.month(month))はまだ締められていません。先に月次の締めを行ってください。",
            "\(self.month(month)) is not closed yet. Please close it first."
        )
    }

    func unapprovedPayments(_ month: YearMonth, _ count: Int) -> String {
        language(
            "\(self.month(month))に承認されていない支払が\(count)件あります。承認を済ませてください。",
            "Payments of \(self.month(month)) that wait for approval: \(count). Please have them approved first."
        )
    }

    func nothingToPay(_ month: YearMonth) -> String {
        language(
            "\(self.month(month))に支払うものはありません。月をご確認ください。",
            "There is nothing to pay in \(self.month(month)). Please check the month."
        )
    }

    func totalsDiffer(_ month: YearMonth) -> String {
        language(
            "\(self.month(month))の出力の合計が帳簿と一致しないため、出力しませんでした。管理者にご連絡ください。",
            "Nothing was exported: the file's totals of \(self.month(month)) differ from the ledger's. "
                + "Please tell the administrator."
        )
    }

    func fileDiffers(_ file: TransferFile.ID) -> String {
        language(
            "\(name(file))を作り直した内容が、記録と一致しません。振込依頼人・銀行の設定か、口座情報が変わっていないかご確認ください。",
            "The \(name(file)) made again is not the one on record. Please check the bank profile and the accounts."
        )
    }

    func settledAlready(_ file: TransferFile.ID, _ record: Int) -> String {
        language(
            "\(name(file))の\(record)件目の結果は登録済みで、変えられません。今回は何も登録していません。登録済みの行を除いてください。",
            """
            The answer for transfer \(record) of the \(name(file)) is recorded already and stays. \
            Nothing was recorded now: please leave out what is recorded.
            """
        )
    }

    func recordFileNumber(_ year: CalendarYear, _ next: Int) -> String {
        language(
            "\(year)年分の支払調書ファイルの番号は\(next)から99までです。",
            "A file of payment records of \(year) takes a number from \(next) to 99."
        )
    }
}

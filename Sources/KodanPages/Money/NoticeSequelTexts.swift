import KodanDomain

/// What has become of the payment of a notice, beneath the notice: that stays as it was issued.
enum NoticeSequelTexts {
    static func block(_ sequel: NoticeSequel) -> Block {
        let corrections = sequel.corrections.map { correction in
            Fact("訂正（\(PageWords.day(correction.lectureOn))の講演）", text(correction))
        }
        return Block(
            "発行後の状況",
            corrections.isEmpty ? [] : ["通知書は発行したときのままです。その後、次のとおり訂正しました。"],
            facts: [Fact(sequel.net < .zero ? "返金" : "振込", money(sequel))] + corrections
        )
    }

    /// Where the money is.
    private static func money(_ sequel: NoticeSequel) -> String {
        if sequel.net < .zero {
            return sequel.paidOn.map { "\(PageWords.day($0))に返金を受け取りました。" }
                ?? "\(PageWords.yen(-sequel.net))の返金を待っています。"
        }
        if sequel.net == .zero { return "差引支払額が0円のため、振込はありません。" }
        if let paidOn = sequel.paidOn { return "\(PageWords.day(paidOn))に振り込みました。" }
        if let returnedOn = sequel.returnedOn {
            return "\(PageWords.day(returnedOn))に組戻しになりました。口座を確認し、あらためて振り込みます。"
                + "口座に誤りがあるときは、「登録内容」のページから変更を届け出てください。"
        }
        return "\(PageWords.day(sequel.payOn))に振り込む予定です。"
    }

    private static func text(_ correction: NoticeSequel.Correction) -> String {
        guard correction.before != correction.after else {
            return "\(PageWords.day(correction.correctedOn))に、税引前の額を変えずに内訳を訂正しました。"
                + (correction.settledOn.map { "\(PageWords.day($0))の支払の支払通知書でお知らせします。" } ?? "")
        }
        let amounts =
            "\(PageWords.day(correction.correctedOn))に、税引前の額を\(PageWords.yen(correction.before))から"
            + "\(PageWords.yen(correction.after))に訂正しました。"
        let settling =
            correction.settledOn.map { "\(PageWords.day($0))の支払で精算し、その支払通知書でお知らせします。" }
            ?? "差額は、これから作成する支払で精算します。"
        return amounts + settling
    }
}

import KodanDomain
import Testing

@Suite("The accounts of a payment")
struct PaymentAccountsTests {
    private func account(_ id: Int64, holder: String) -> AccountEntry {
        AccountEntry(
            id: PayeeAccount.ID(id),
            requestedBy: nil,
            requestedAt: Instant(microseconds: 0),
            confirmedBy: nil,
            confirmedAt: Instant(microseconds: 0),
            callBackNote: nil,
            lastThree: "567",
            place: AccountPlace(
                bankCode: "9991",
                bankName: "",
                branchCode: "001",
                branchName: "",
                depositType: .ordinary,
                holder: holder
            )
        )
    }

    private func accounts(holder: String, persons: [String]) -> PaymentAccounts {
        PaymentAccounts(next: account(1, holder: holder), last: nil, before: nil, persons: persons)
    }

    @Test(
        "have the holder who is paid, however banks write the name",
        arguments: [
            "ｺｳﾀﾞﾝ ﾊﾅｺ", "ｺｳﾀﾞﾝﾊﾅｺ", "コウダン　ハナコ", "ｺｳﾀﾞﾝｼﾞﾑｼﾖ ｺｳﾀﾞﾝ ﾊﾅｺ",
        ]
    )
    func same(holder: String) {
        #expect(!accounts(holder: holder, persons: ["コウダン ハナコ"]).hasOtherHolder)
    }

    @Test("have a small kana and a long mark as banks write them")
    func written() {
        #expect(!accounts(holder: "ｼﾖｳｼﾞ ﾕ-ｺ", persons: ["ショウジ ユーコ"]).hasOtherHolder)
    }

    @Test(
        "have another holder where the name is another one",
        arguments: ["ｺｳﾀﾞﾝ ﾀﾛｳ", "ﾐﾎﾝ ﾊﾅｺ", "ｺｳﾀﾞﾝ"]
    )
    func other(holder: String) {
        #expect(accounts(holder: holder, persons: ["コウダン ハナコ"]).hasOtherHolder)
    }

    @Test("say nothing of a legal person's holder, nor where no account is seen")
    func silent() {
        #expect(!accounts(holder: "ｶ)ｺｳﾀﾞﾝ", persons: []).hasOtherHolder)
        let unseen = PaymentAccounts(next: nil, last: nil, before: nil, persons: ["コウダン ハナコ"])
        #expect(!unseen.hasOtherHolder && unseen.shown == nil)
    }

    @Test("are unchanged where the next transfer goes where the last one came back from")
    func unchanged() {
        let (old, new) = (account(1, holder: "ｺｳ"), account(2, holder: "ｺｳ"))
        func retried(to next: AccountEntry?) -> PaymentAccounts {
            PaymentAccounts(next: next, last: old, before: nil, persons: [])
        }
        #expect(retried(to: old).isUnchanged)
        #expect(!retried(to: new).isUnchanged && retried(to: new).shown == new)
        #expect(!retried(to: nil).isUnchanged && retried(to: nil).shown == old)
    }
}

import KodanDomain
import KodanText

extension PresenterForms {
    /// Whom the body pays for a presenter, or the form to note it; nil for readers whom it does not concern.
    static func payee(_ presenter: PresenterDetail, _ role: Role) -> Block? {
        guard [.coordinator, .accountant, .approver, .auditor].contains(role) else { return nil }
        if let payee = presenter.payee {
            return Block("支払先", links: [PageLink("支払先（\(payee)）を開く", "/payees/\(payee)")])
        }
        guard notes(role) else { return Block("支払先", ["まだ登録されていません。"]) }
        return Block(
            "支払先の登録",
            ["まだ登録されていません。登録するまで、謝金は計算できません。口座は、続けて支払先の画面で登録します。"],
            form: PageForm("payee", "登録する", fields(presenter))
        )
    }

    /// The form to note another one who is paid from today on; nil for whom nobody is paid, and for other readers.
    static func otherPayee(_ presenter: PresenterDetail, _ role: Role) -> Block? {
        guard let payee = presenter.payee, notes(role) else { return nil }
        return Block(
            "支払先の変更",
            [
                "法人など、別の支払先に支払うことになったときに登録します。名義・住所・口座だけが変わるときは、支払先の画面で変更してください。",
                "これから計算する謝金は新しい支払先に支払います。計算済みの謝金はこれまでの支払先のままです。口座は、続けて新しい支払先の画面で登録します。",
            ],
            form: PageForm(
                "payee",
                "支払先を変更する",
                [FormField.text("replaces", "これまでの支払先の番号", value: "\(payee)", most: 30)] + fields(presenter),
                isGrave: true
            ),
            isFolded: true
        )
    }

    private static func notes(_ role: Role) -> Bool { [.coordinator, .accountant].contains(role) }

    private static func fields(_ presenter: PresenterDetail) -> [FormField] {
        [
            .choice(
                "legal_status",
                "区分",
                LegalStatus.allCases.map { ($0.rawValue, PayeeTexts.status($0)) }
            ),
            .choice(
                "residency",
                "所得税の区分",
                Residency.allCases.map { ($0.rawValue, PayeeTexts.residency($0)) }
            ),
            .text("name", "名義", value: presenter.summary.name, most: PayeeDraft.nameLimit),
            .text(
                "postal_code",
                "通知書を送る郵便番号",
                value: "\(presenter.profile.postalCode)",
                mode: "numeric",
                most: 12
            ),
            .text(
                "address",
                "通知書を送る住所",
                value: presenter.profile.address,
                most: PresenterDraft.addressLimit
            ),
        ]
    }
}

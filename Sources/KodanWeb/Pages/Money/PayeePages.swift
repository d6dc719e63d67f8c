import KodanDomain
import KodanPages
import KodanService

/// Payees, and the confirmation of their accounts by a second person.
enum PayeePages {
    private static let readers: Set<Role> = [.coordinator, .accountant, .approver, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/payees", roles: readers, show: list),
        PageRoute(
            "/payees/:id",
            roles: readers,
            steps: [
                "confirm": .changes(confirm), "account": .changes(changeAccount),
                "address": .changes(changeAddress), "residency": .changes(setResidency),
                "invoice": .changes(addInvoiceNumber),
            ].merging(PayeeFactSteps.all) { own, _ in own }
        ) { visit in
            let id: Payee.ID = try visit.key()
            let payee = try await ReadPayees(office: visit.office)(id, as: try visit.session())
            return PayeeTexts.page(
                payee,
                names: try await visit.names(of: payee.keys),
                role: visit.role ?? .auditor,
                asker: visit.user,
                today: visit.today,
                done: visit.done
            )
        },
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asked = visit.asked(["name", "waiting"])
        let page = try await ReadPayees(office: visit.office)(
            named: asked["name"],
            onlyWaiting: asked["waiting"] == "true",
            after: visit.after(),
            as: try visit.session()
        )
        return PayeeTexts.list(
            page.items,
            name: asked["name"] ?? "",
            onlyWaiting: asked["waiting"] == "true",
            next: visit.more(page.next, asking: asked)
        )
    }

    @Sendable private static func confirm(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payee.ID = try visit.key()
        let body = form.body()
        let account = body.key("account", of: PayeeAccount.self)
        // Who sees nothing of the account has no paper to hold it against.
        let isUnseen = visit.role.map { AccountSight(of: $0) == .nothing } ?? true
        let note = body.words("called_back", .reason, isUnseen ? .required : .optional, atMost: 500)
        try body.end()
        guard let account else { throw body.faults.problem }
        try await ConfirmAccount(office: visit.office)(account, calledBack: note, as: try visit.session())
        return PagePath("/payees/\(id)", done: "confirmed")
    }

    /// Of what was typed nothing is kept but the account itself, which is sealed, and a keyed digest of the form.
    @Sendable private static func changeAccount(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payee.ID = try visit.key()
        let body = form.body()
        let account = AccountFields(body, visit.office.rules).draft(body)
        let note = body.words("called_back", .reason, .optional, atMost: 500)
        try body.end()
        guard let account else { throw body.faults.problem }
        _ = try await ChangeAccount(office: visit.office)(
            of: id,
            to: account,
            confirmation: note.map { .calledBack(note: $0) } ?? .pending,
            as: try visit.session()
        )
        return PagePath("/payees/\(id)", done: account.holderChanges.isEmpty ? "account" : "account_kana")
    }

    @Sendable private static func changeAddress(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payee.ID = try visit.key()
        let body = form.body()
        let postalCode = body.made("postal_code") { text throws(FieldRefused) in try PostalCode(text) }
        let address = body.words("address", .payeeAddress, atMost: PresenterDraft.addressLimit)
        let name = body.words("name", .payeeName, .optional, atMost: PayeeDraft.nameLimit)
        try body.end()
        guard let postalCode, let address else { throw body.faults.problem }
        try await ChangePayeeAddress(office: visit.office)(
            of: id,
            to: address,
            postalCode: postalCode,
            name: name,
            as: try visit.session()
        )
        return PagePath("/payees/\(id)", done: "address")
    }

    @Sendable private static func setResidency(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Payee.ID = try visit.key()
        let body = form.body()
        let residency = body.choice("residency", of: Residency.self)
        let first = body.day("from")
        try body.end()
        guard let residency, let first else { throw body.faults.problem }
        try await SetResidency(office: visit.office)(
            of: id,
            to: residency,
            from: first,
            as: try visit.session()
        )
        return PagePath("/payees/\(id)", done: "residency")
    }

    @Sendable private static func addInvoiceNumber(_ visit: Visit, _ form: TypedForm) async throws -> PagePath
    {
        let id: Payee.ID = try visit.key()
        let body = form.body()
        let number = body.text("invoice_number")
        let days = body.validity()
        let checkedOn = body.day("checked_on", .optional)
        try body.end()
        guard let number, let days else { throw body.faults.problem }
        try await AddInvoiceNumber(office: visit.office)(
            number,
            to: id,
            from: days.first,
            until: days.last,
            checkedOn: checkedOn,
            as: try visit.session()
        )
        return PagePath("/payees/\(id)", done: "invoice")
    }
}

extension PayeeDetail {
    /// The keys of all that has a name of its own on the payee's page.
    fileprivate var keys: [String] {
        let others = (history.aliases + [history.sameAs].compactMap(\.self)).map(\.description)
        let people = accounts.flatMap { [$0.requestedBy, $0.confirmedBy] }.compactMap(\.self)
        return summary.presenters.map(\.description) + others + people.map(\.description)
    }
}

import ArgumentParser
import KodanDomain
import KodanService
import KodanText

/// Whom the body pays, and to which account.
struct PayeesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payees",
        abstract:
            "Show and add payees; keep their accounts, addresses, residency, invoice numbers and treaty decisions.",
        subcommands: [
            List.self, Show.self, Add.self, ChangeAccountCommand.self, ConfirmAccountCommand.self,
            PayeeFacts.Residence.self,
            PayeeFacts.Invoice.self, PayeeFacts.Address.self, PayeeFacts.Treaty.self, PayeeFacts.Same.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List payees, and the accounts that wait for a confirmation."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Payee>
        @Option(help: "Only those whose name holds this.") var name: String?
        @Flag(help: "Only those with an account that waits.") var waiting = false

        func run() async throws {
            let actor = try await staff.signIn(
                asOneOf: [.accountant, .approver, .coordinator, .auditor, .presenter]
            )
            let found = try await ReadPayees(office: actor.office)(
                named: name,
                onlyWaiting: waiting,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found, PayeeLines.line)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one payee with all that is dated; of accounts what your role may see."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee, such as pye-3.") var payee: Payee.ID

        func run() async throws {
            let actor = try await staff.signIn(
                asOneOf: [.accountant, .approver, .coordinator, .auditor, .presenter]
            )
            let found = try await ReadPayees(office: actor.office)(payee, as: actor.credential)
            for line in PayeeLines.lines(found) { print(line) }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note whom the body pays for a presenter who came without, or instead of who was paid.",
            discussion: """
                From today on, also for lectures before. Then ask for the account with `kodan payees change-account`, \
                and note an invoice number with `kodan payees invoice`. With --replacing another one is paid from today \
                on, such as the presenter's firm; what was calculated already stays with the one before, until \
                `kodan honoraria correct --payee`.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The presenter, such as pre-12.") var presenter: Presenter.ID
        @Option(help: "individual or corporation.") var legalStatus: LegalStatus
        @Option(help: "resident or nonresident, by the facts and not by nationality.") var residency:
            Residency
        @Option(help: "The name on notices and records.") var name: String
        @Option(help: "The postal code, seven digits.") var postalCode: String
        @Option(help: "The address to which notices go.") var address: String
        @Option(help: "The payee who was paid until now, such as pye-3.") var replacing: Payee.ID?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .coordinator])
            let payee = try PayeeDraft(
                legalStatus: legalStatus,
                residency: residency,
                name: name,
                postalCode: PostalCode(postalCode),
                address: address
            )
            let id = try await AddPayee(office: actor.office)(
                payee,
                for: presenter,
                replacing: replacing,
                as: actor.credential
            )
            print("\(id) is paid for \(presenter); it has no account yet.")
        }
    }

    struct ChangeAccountCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "change-account",
            abstract: "Ask that a payee be paid to another account.",
            discussion: """
                The account's number is asked for, or read from standard input; it never stands on the command line. \
                The account before serves until this one is confirmed: by a second person, or with --called-back. \
                Whoever is paid is told by mail.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee, such as pye-3.") var payee: Payee.ID
        @Option(help: "The bank's code, four digits.") var bank: String
        @Option(
            help: "The branch's code, three digits; for Japan Post Bank (9900) also the passbook's symbol."
        )
        var branch: String
        @Option(help: "1 ordinary, 2 current, 4 savings, 9 other.") var type: DepositType
        @Option(help: "The holder in kana, as in the bank book.") var holder: String
        @Option(help: "The owner was called back at a number known before: who, when, by whom.")
        var calledBack: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.coordinator, .accountant, .presenter])
            let account = try AccountDraft(
                bankCode: bank,
                branchCode: branch,
                depositType: type.rawValue,
                number: try SecretInput.line(prompt: "Account number"),
                holderKana: actor.office.rules.abbreviations.shortened(holder)
            )
            let id = try await ChangeAccount(office: actor.office)(
                of: payee,
                to: account,
                confirmation: calledBack.map { .calledBack(note: $0) } ?? .pending,
                as: actor.credential
            )
            print(
                "\(id) ends in \(account.number.suffix(3)); "
                    + (calledBack == nil ? "it waits for a confirmation." : "it serves from now on.")
            )
            guard !account.holderChanges.isEmpty else { return }
            print("The holder's name was changed for bank files; compare it with the bank book:")
            for change in account.holderChanges {
                print("  " + BankKanaText.sentence(of: change, in: .english))
            }
        }
    }

    struct ConfirmAccountCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm-account",
            abstract: "Confirm accounts as a second person, or after a call back; they serve from now on."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The accounts, such as acc-3; `kodan payees list --waiting` names them.")
        var accounts: [PayeeAccount.ID]
        @Option(help: "The owner was called back at a number known before: who, when, by whom.")
        var calledBack: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.approver, .accountant, .coordinator])
            let confirm = ConfirmAccount(office: actor.office)
            for account in accounts {
                try await confirm(account, calledBack: calledBack, as: actor.credential)
                print("\(account) is confirmed.")
            }
        }
    }
}

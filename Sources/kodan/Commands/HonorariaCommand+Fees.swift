import ArgumentParser
import KodanDomain
import KodanService

/// What is owed otherwise than by the tables.
extension HonorariaCommand {
    struct Agree: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a fee was declined, or promised net of tax, or take that back.",
            discussion: """
                Declined: no fee, travel only. Net: the fee is the largest gross amount that leaves the promise at the \
                tax rates of the day of calculation; of corporations, from whom nothing is withheld, it is the promise \
                itself; to non-residents no net amount is promised. Travel money to the presenter comes on top, gross. \
                It must be recorded before the honorarium is calculated. By table: what was recorded by mistake is \
                taken back; a lecture that was closed without pay for it is then calculated with `calculate`.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID
        @Flag(help: "The presenter wants no fee.") var declined = false
        @Flag(help: "What was agreed is taken back: the fee goes by the table.") var byTable = false
        @Option(help: "What the presenter is to get of the fee after tax, in whole yen.") var net: Yen?
        @Option(help: "Why; the record keeps it.") var reason: String

        func validate() throws {
            guard [declined, byTable, net != nil].count(where: \.self) == 1 else {
                throw ValidationError("Name one of --declined, --net and --by-table.")
            }
        }

        func run() async throws {
            var agreement: FeeAgreement? = byTable ? nil : .declined
            if let net { agreement = try FeeAgreement.net(checking: net) }
            let actor = try await staff.signIn(asOneOf: [.accountant, .coordinator])
            try await AgreeFee(office: actor.office)(
                agreement,
                for: assignment,
                because: reason,
                as: actor.credential
            )
            let what =
                net.map { "is promised: \($0.amount) yen after tax" }
                ?? (byTable ? "goes by the table" : "is declined")
            print("The fee of \(assignment) \(what).")
        }
    }

    struct SeparateTax: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "separate-tax",
            abstract: "State the consumption tax that the payee's invoice shows apart from the fee.",
            discussion: """
                Only with the payee's own invoice, filed with `kodan evidence add --kind invoice`, does the tax stay \
                out of the withholding base. It is part of the fee, never more. State it after both attestations and \
                before the honorarium is calculated; it stands.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID
        @Option(help: "The invoice, such as evd-3.") var evidence: Evidence.ID
        @Option(help: "The consumption tax as the invoice shows it, in whole yen.") var amount: Yen

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            try await StateSeparateTax(office: actor.office)(
                SeparateTaxStatement(amount: amount, evidence: evidence),
                for: assignment,
                as: actor.credential
            )
            print("\(amount.amount) yen of the fee of \(assignment) are consumption tax, by \(evidence).")
        }
    }

    struct SettleTravelCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "settle-travel",
            abstract: "Settle travel that was bought for a lecture that was called off; no fee.",
            discussion: "Each leg that `kodan lectures claim-travel` claimed must name its evidence."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            let settled = try await SettleTravel(office: actor.office)(assignment, as: actor.credential)
            print(
                "\(settled.honorarium) settles the travel of \(assignment): \(settled.gross.amount) yen to the payee."
            )
        }
    }
}

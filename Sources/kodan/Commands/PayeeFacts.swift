import ArgumentParser
import KodanDomain
import KodanService

/// Commands that state what is known of a payee from a day on.
enum PayeeFacts {
    struct Residence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "residency",
            abstract:
                "State where a payee is taxed from a day on; what was stated before ends the day before."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee, such as pye-3.") var payee: Payee.ID
        @Argument(help: "resident or nonresident, by the facts and not by nationality.") var residency:
            Residency
        @Option(help: "The first day, such as 2026-07-01.") var from: LocalDate

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .coordinator])
            try await SetResidency(office: actor.office)(
                of: payee,
                to: residency,
                from: from,
                as: actor.credential
            )
            print("\(payee) is \(residency.rawValue) from \(from) on.")
        }
    }

    struct Invoice: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "invoice",
            abstract:
                "Note a payee's number as a registered invoice issuer, its end, or that it was looked up.",
            discussion: """
                --from adds the number, with --to and --checked-on if known; --end says when its registration ended; \
                --checked-on alone notes that it was found in the public register on that day.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee, such as pye-3.") var payee: Payee.ID
        @Argument(help: "T and thirteen digits.") var number: String
        @Option(help: "The first day of its registration.") var from: LocalDate?
        @Option(help: "The last day, if it is known.") var to: LocalDate?
        @Option(help: "The day on which it was looked up in the public register.") var checkedOn: LocalDate?
        @Option(help: "The last day of a registration that ended.") var end: LocalDate?

        func validate() throws {
            switch (from, to, end, checkedOn) {
            case (.some, _, nil, _), (nil, nil, .some, nil), (nil, nil, nil, .some): break
            default:
                throw ValidationError(
                    "Give --from (with --to and --checked-on if you like), or --end, or --checked-on."
                )
            }
        }

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .coordinator])
            if let from {
                try await AddInvoiceNumber(office: actor.office)(
                    number,
                    to: payee,
                    from: from,
                    until: to,
                    checkedOn: checkedOn,
                    as: actor.credential
                )
                print("\(payee) has the invoice number \(number) from \(from) on.")
            } else if let end {
                try await EndInvoiceNumber(office: actor.office)(
                    number,
                    of: payee,
                    on: end,
                    as: actor.credential
                )
                print("\(number) of \(payee) holds until \(end).")
            } else if let checkedOn {
                try await CheckInvoiceNumber(office: actor.office)(
                    number,
                    of: payee,
                    on: checkedOn,
                    as: actor.credential
                )
                print("\(number) of \(payee) was looked up on \(checkedOn).")
            }
        }
    }

    struct Address: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Change a payee's postal address, to which notices go and which the yearly record shows, or its name."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee, such as pye-3.") var payee: Payee.ID
        @Option(help: "The postal code, seven digits.") var postalCode: String
        @Option(help: "The address.") var address: String
        @Option(help: "The name, where it was wrong or is another by now.") var name: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.accountant, .coordinator])
            try await ChangePayeeAddress(office: actor.office)(
                of: payee,
                to: address,
                postalCode: PostalCode(postalCode),
                name: name,
                as: actor.credential
            )
            print("\(payee) has another address\(name == nil ? "" : " and another name").")
        }
    }

    struct Treaty: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide what a tax treaty does for a payee who is not resident.",
            discussion: """
                Relief wants the day on which the notification was handed in; it serves payments \
                from the day after it.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee, such as pye-3.") var payee: Payee.ID
        @Option(help: "none, exempt or reduced.") var relief: TreatyRelief
        @Option(help: "The reduced rate in basis points: 1000 is 10 %.") var rateBp: Int?
        @Option(help: "The treaty and its article, or why none applies.") var treaty: String
        @Option(help: "The day on which the tax office was notified.") var notifiedOn: LocalDate?
        @Option(help: "The first payment date for which it holds.") var from: LocalDate
        @Option(help: "The last one, if it is known.") var to: LocalDate?

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            guard let days = DateRange(first: from, last: to) else {
                throw ValidationError("--to comes before --from.")
            }
            let decision = try TreatyDecisionDraft(
                relief: relief,
                rateBasisPoints: rateBp,
                treaty: treaty,
                notifiedOn: notifiedOn,
                validity: days
            )
            let id = try await DecideTreaty(office: actor.office)(decision, for: payee, as: actor.credential)
            print("\(id): \(payee) has the relief \(relief.rawValue) from \(from) on.")
        }
    }

    struct Same: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that two payees are the same person; the yearly record adds them up."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee that counts as the other, such as pye-9.") var payee: Payee.ID
        @Option(help: "The payee as which it counts, such as pye-3.") var asPayee: Payee.ID
        @Option(help: "How that is known; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            try await NoteSamePayee(office: actor.office)(
                payee,
                as: asPayee,
                because: reason,
                as: actor.credential
            )
            print("\(payee) counts as \(asPayee).")
        }
    }
}

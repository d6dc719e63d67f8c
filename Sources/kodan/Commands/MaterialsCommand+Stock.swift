import ArgumentParser
import KodanDomain
import KodanService
import KodanText

extension MaterialsCommand {
    struct Stock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what lies in stock of printed editions, and how much of it is planned."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<Edition>

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk] + Role.insiders)
            let found = try await ReadStock(office: actor.office)(
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { entry in
                let short = entry.planned > entry.onHand ? "  short by \(entry.planned - entry.onHand)" : ""
                return "\(entry.edition)  \(entry.material) \(entry.label)  \(entry.onHand) in stock, "
                    + "\(entry.planned) planned\(short)"
            }
        }
    }

    struct Movements: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List how the stock of an edition came to be, older movements first."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<StockMovement>
        @Argument(help: "The edition, such as edi-3.") var edition: Edition.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk] + Role.insiders)
            let found = try await ReadStock(office: actor.office).movements(
                of: edition,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { movement in
                [
                    "\(movement.id)", "\(movement.movedAt)", movement.kind.rawValue, "\(movement.quantity)",
                    movement.counted.map { "counted \($0)" }, movement.delivery?.description, movement.reason,
                ].compactMap(\.self).joined(separator: "  ")
            }
        }
    }

    struct ReceiveStock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "receive-stock",
            abstract: "Record that copies came from the printer."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The edition, such as edi-3.") var edition: Edition.ID
        @Argument(help: "How many.") var quantity: Int
        @Option(help: "What there is to say of it.") var reason: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .administrator])
            let movement = try await MoveStock(office: actor.office).receive(
                quantity,
                of: edition,
                because: reason,
                as: actor.credential
            )
            print("\(movement): \(counted(quantity, "copy", "copies")) of \(edition) came in.")
        }
    }

    struct Count: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record how many copies were counted; the difference is a movement."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The edition, such as edi-3.") var edition: Edition.ID
        @Argument(help: "How many there are.") var quantity: Int
        @Option(help: "Why it was counted, or what explains the difference.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .administrator])
            let movement = try await MoveStock(office: actor.office).count(
                quantity,
                of: edition,
                because: reason,
                as: actor.credential
            )
            print("\(movement): \(counted(quantity, "copy", "copies")) of \(edition) counted.")
        }
    }
}

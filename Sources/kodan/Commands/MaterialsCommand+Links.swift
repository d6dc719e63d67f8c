import ArgumentParser
import KodanDomain
import KodanService
import KodanText

extension MaterialsCommand {
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change quantity, address or day of a delivery that has not left."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The delivery, such as dlv-9.") var delivery: MaterialDelivery.ID
        @Option(help: "How many copies.") var quantity: Int?
        @Option(help: "Where they go: venue, organization, or an address.") var shipTo: String?
        @Option(help: "By when they leave, such as 2026-05-31.") var shipBy: LocalDate?

        func run() async throws {
            let destination: DeliveryDestination? =
                switch shipTo {
                case "venue": .venue
                case "organization": .organization
                case let address?: .address(address)
                case nil: nil
                }
            let change = try DeliveryChange(quantity: quantity, destination: destination, shipBy: shipBy)
            let actor = try await staff.signIn(asOneOf: [.clerk, .coordinator])
            try await DeliverMaterials(office: actor.office).change(delivery, change, as: actor.credential)
            print("\(delivery) is changed.")
        }
    }

    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a delivery came back to stock, or free one that never left."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The delivery, such as dlv-9.") var delivery: MaterialDelivery.ID
        @Option(help: "How many copies came back; all if left out.") var quantity: Int?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .coordinator])
            try await DeliverMaterials(office: actor.office).takeBack(
                delivery,
                quantity: quantity,
                as: actor.credential
            )
            print("\(delivery) is back.")
        }
    }

    struct Links: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the links of a delivery, without their secrets."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The delivery, such as dlv-9.") var delivery: MaterialDelivery.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk] + Role.insiders)
            let links = try await ReadMaterialLinks(office: actor.office)(of: delivery, as: actor.credential)
            if links.isEmpty { print("None.") }
            for link in links {
                print(
                    "\(link.id)  \(link.side.rawValue)  \(link.uses) of \(link.useLimit) uses  until "
                        + "\(link.expiresAt)" + (link.lastUsedAt.map { "  last \($0)" } ?? "")
                        + (link.revokedAt.map { "  ended \($0)" } ?? "")
                )
            }
        }
    }

    struct SendLink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "send-link",
            abstract: "Mail a side a fresh link to the file of a delivery; the one before serves no more."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The delivery, such as dlv-9.") var delivery: MaterialDelivery.ID
        @Flag(help: "To the host; to the presenter if left out.") var host = false

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .coordinator])
            let link = try await SendMaterialLink(office: actor.office)(
                of: delivery,
                to: host ? .host : .presenter,
                as: actor.credential
            )
            print("\(link) is in the mail.")
        }
    }

    struct RevokeLink: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke-link",
            abstract: "Take a link back."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The link, such as mlk-4.") var link: MaterialLink.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .coordinator])
            try await RevokeMaterialLink(office: actor.office)(link, as: actor.credential)
            print("\(link) serves no more.")
        }
    }

    struct Packs: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List or set what goes out by default for a programme's lectures."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The programme, such as regional_dispatched.") var programme: ProgrammeCode
        @Option(help: "Set the pack of this topic; that for all topics if left out.") var topic: String?
        @Option(
            name: .customLong("set"),
            parsing: .upToNextOption,
            help: "The materials of the pack, such as mat-1 mat-2."
        )
        var materials: [Material.ID] = []
        @Flag(help: "Set a pack without materials, which is none.") var none = false

        func run() async throws {
            let isSetting = none || !materials.isEmpty
            let actor = try await staff.signIn(
                asOneOf: isSetting ? [.clerk, .administrator] : [.clerk] + Role.insiders
            )
            if isSetting {
                try await SetPack(office: actor.office)(
                    MaterialPack(topic: topic.map { try TopicCode($0) }, materials: none ? [] : materials),
                    of: programme,
                    as: actor.credential
                )
            }
            let packs = try await ReadPacks(office: actor.office)(of: programme, as: actor.credential)
            if packs.isEmpty { print("None.") }
            for pack in packs {
                print(
                    "\(pack.topic?.text ?? "all topics")  "
                        + pack.materials.map(\.description).joined(separator: " ")
                )
            }
        }
    }
}

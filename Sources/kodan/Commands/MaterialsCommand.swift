import ArgumentParser
import KodanDomain
import KodanService
import KodanText

/// Slides and leaflets on their way to lectures.
struct MaterialsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "materials",
        abstract: "Materials for lectures: deliveries, files, stock, links and packs.",
        subcommands: [
            List.self, Plan.self, Change.self, Send.self, Receive.self, Return.self, Links.self,
            SendLink.self,
            RevokeLink.self, Packs.self, Catalogue.self, AddFile.self, Verify.self, Stock.self,
            Movements.self,
            ReceiveStock.self, Count.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List deliveries.")
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<MaterialDelivery>
        @Option(help: "Only those of this lecture, such as asg-7.") var assignment: Assignment.ID?
        @Option(help: "Only those in this state.") var state: DeliveryState?
        @Option(help: "Only those that leave by this day, such as 2026-05-31.") var shipBy: LocalDate?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk] + Role.insiders)
            let found = try await ReadDeliveries(office: actor.office)(
                of: assignment,
                states: state.map { [$0] } ?? [],
                shipBy: shipBy,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { delivery in
                [
                    "\(delivery.id)", "\(delivery.assignment) on \(delivery.lectureOn)",
                    "\(delivery.quantity) × \(delivery.material) \(delivery.edition)",
                    "by \(delivery.shipBy)", StateText.name(of: delivery.state, in: .terminal),
                    delivery.shipTo ?? "digital", delivery.carrierNumber.map { "parcel \($0)" },
                ].compactMap(\.self).joined(separator: "  ")
            }
        }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Plan the deliveries of a lecture: the newest editions, as many copies as are wished.",
            discussion:
                "Without --material it is the pack of the programme and topic, else the whole catalogue."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID
        @Option(name: .customLong("material"), help: "This material, such as mat-2; may stand several times.")
        var materials: [Material.ID] = []

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .coordinator])
            let planned = try await DeliverMaterials(office: actor.office).plan(
                for: assignment,
                materials,
                as: actor.credential
            )
            print(
                planned.isEmpty
                    ? "Nothing is left to plan." : planned.map(\.description).joined(separator: " ")
            )
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Note that a delivery left.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The delivery, such as dlv-9.") var delivery: MaterialDelivery.ID
        @Option(help: "The carrier's number of the parcel.") var carrierNumber: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .coordinator])
            try await DeliverMaterials(office: actor.office).send(
                delivery,
                carrierNumber: carrierNumber,
                as: actor.credential
            )
            print("\(delivery) is on its way.")
        }
    }

    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Note that a delivery arrived.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The delivery, such as dlv-9.") var delivery: MaterialDelivery.ID
        @Option(help: "Who phoned or wrote, if you act for them.") var onBehalfOf: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.clerk, .coordinator])
            try await DeliverMaterials(office: actor.office).receive(
                delivery,
                onBehalfOf: onBehalfOf,
                as: actor.credential
            )
            print("\(delivery) arrived.")
        }
    }
}

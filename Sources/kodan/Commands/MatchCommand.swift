import ArgumentParser
import KodanDomain
import KodanMatching
import KodanService

/// Proposes a presenter for every open request at once: those of the database, or those of two spreadsheets.
struct MatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Propose a presenter for every open request: the optimum over all of them at once.",
        discussion: """
            Of the database, as somebody of the office: kodan match --as tanto@example.jp. Without --save nothing is \
            written.

            Of two spreadsheets, without any database: kodan match --presenters p.csv --requests r.csv. The README \
            lists their columns.

            Costs are minutes, or what is worth as many.
            """
    )

    @Option(name: .customLong("as"), help: ArgumentHelp("Who acts: your mail address.", valueName: "mail"))
    var email: String?

    @Flag(help: "Save the plan: proposals, queued offers, and why others got nobody.")
    var save = false

    @Option(help: "Only requests of this prefecture, 01 to 47; may be repeated.")
    var prefecture: [String] = []

    @Option(help: "Only requests under the programme with this code; may be repeated.")
    var programme: [String] = []

    @Option(
        help: ArgumentHelp(
            "Look as if it were this moment in Japan, 2026-12-05T14:00; saves nothing.",
            valueName: "date-time"
        )
    )
    var asOf: Instant?

    @Option(help: ArgumentHelp("The presenters' spreadsheet, CSV.", valueName: "file"))
    var presenters: String?

    @Option(help: ArgumentHelp("The requests' spreadsheet, CSV.", valueName: "file"))
    var requests: String?

    @Flag(help: "Match the good rows of spreadsheets that have bad ones too.")
    var skipBadRows = false

    @Flag(help: "Pass over columns of spreadsheets that kodan does not know, naming them.")
    var ignoreUnknownColumns = false

    @Option(
        help: ArgumentHelp(
            "Write the complete network in DIMACS form, for a check by any minimum-cost-flow solver.",
            valueName: "file"
        )
    )
    var networkOut: String?

    @Option(
        help: ArgumentHelp(
            "Say why this request is given to whom it is, or to nobody, and what else could be done; may be repeated.",
            valueName: "request"
        )
    )
    var explain: [String] = []

    @Option(help: ArgumentHelp("Draw the plan on a map of Japan.", valueName: "file.svg"))
    var map: String?

    @Flag(help: "Say where one more presenter would help most, by solving anew with one.")
    var scarcity = false

    @Flag(help: "Print JSON, and nothing else, on standard output.")
    var json = false

    func validate() throws {
        if presenters != nil || requests != nil {
            guard presenters != nil, requests != nil else {
                throw ValidationError("--presenters and --requests go together.")
            }
            let others = [
                ("--as", email != nil), ("--save", save), ("--prefecture", !prefecture.isEmpty),
                ("--programme", !programme.isEmpty), ("--as-of", asOf != nil),
            ]
            if let (name, _) = others.first(where: \.1) {
                throw ValidationError("\(name) is for the database; it does not go with spreadsheets.")
            }
            return
        }
        for (name, isSet) in [
            ("--skip-bad-rows", skipBadRows), ("--ignore-unknown-columns", ignoreUnknownColumns),
        ] where isSet {
            throw ValidationError("\(name) is for spreadsheets: --presenters and --requests name them.")
        }
        guard email != nil else {
            throw ValidationError(
                "Name who acts with --as, or two spreadsheets with --presenters and --requests."
            )
        }
        guard !save || asOf == nil else {
            throw ValidationError("--as-of is for looking only; it does not go with --save.")
        }
    }

    func run() async throws {
        try checkFiles()
        if let presenters, let requests {
            try matchSheets(presenters, requests)
        } else if let email {
            try await matchDatabase(as: email)
        }
    }

    /// How much each thing weighs, as the body has decided.
    func weights(_ settings: Settings) throws -> CostWeights {
        try OfficeSettings(folder: settings.configFolder).weights
    }
}

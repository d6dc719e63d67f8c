import ArgumentParser
import Foundation
import KodanDomain
import KodanImport
import KodanService
import KodanText
import Synchronization

/// Registers people and organizations from the files that offices keep.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Register presenters or organizations from a CSV file (UTF-8, or CP932 as Excel in Japan saves it).",
        subcommands: [Presenters.self, Organizations.self, Template.self]
    )

    struct Options: ParsableArguments {
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The file; the first line names the columns, in Japanese or English.") var file:
            String
        @Flag(help: "Only report what would happen.") var dryRun = false
        @Flag(help: "Register good rows though others are bad; otherwise it is all or nothing.")
        var skipBadRows = false
        @Flag(help: "Pass over columns that kodan does not know, naming them.") var ignoreUnknownColumns =
            false
        @Flag(help: "Register likely duplicates all the same.") var allowDuplicates = false
        @Option(help: "Accounts in the file were confirmed by a call back: the note that says so.")
        var calledBack: String?

        var values: ImportOptions {
            var options = ImportOptions()
            options.isDryRun = dryRun
            options.skipsBadRows = skipBadRows
            options.ignoresUnknownColumns = ignoreUnknownColumns
            options.allowsDuplicates = allowDuplicates
            if let calledBack { options.accounts = .calledBack(note: calledBack) }
            return options
        }

        /// Where and as whom rows are registered, and what names of municipalities mean.
        func begin() async throws -> (office: Office, credential: Credential, names: MunicipalityNames) {
            let settings = Settings()
            let office = try settings.office()
            return (
                office,
                try await staff.credential(.coordinator, in: office),
                try MunicipalityNames(shippedIn: settings.configFolder + "/geo")
            )
        }

        /// The file, if it can be read at all.
        func source() throws -> ImportSource {
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw CommandFailure(sentence: "The file \(file) cannot be read.", status: EX_NOINPUT)
            }
            return importSource(path: file)
        }
    }

    struct Presenters: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Register the presenters of a file.")
        @OptionGroup var options: Options

        func run() async throws {
            let (office, credential, names) = try await options.begin()
            try await ImportRun(options: options) { source, options, tell in
                try await ImportPresenters(office: office, municipalities: names)(
                    source,
                    options,
                    as: credential,
                    tell: tell
                )
            }.run()
        }
    }

    struct Organizations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Register the organizations of a file.")
        @OptionGroup var options: Options

        func run() async throws {
            let (office, credential, names) = try await options.begin()
            try await ImportRun(options: options) { source, options, tell in
                try await ImportOrganizations(office: office, municipalities: names)(
                    source,
                    options,
                    as: credential,
                    tell: tell
                )
            }.run()
        }
    }

    struct Template: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an empty file with all columns and an example row.",
            discussion: "kodan import template presenters > presenters.csv"
        )
        enum Kind: String, ExpressibleByArgument, CaseIterable { case presenters, organizations }
        @Argument(help: "presenters or organizations") var kind: Kind

        func run() {
            let bytes =
                switch kind {
                case .presenters: PresenterFile.template
                case .organizations: OrganizationFile.template
                }
            FileHandle.standardOutput.write(Data(bytes))
        }
    }
}

/// Imports one file and reports on it.
private struct ImportRun {
    typealias Import = (
        @escaping ImportSource, ImportOptions, @escaping @Sendable (ImportFinding) throws -> Void
    ) async throws -> ImportReport

    let options: ImportCommand.Options
    let run: Import

    init(options: ImportCommand.Options, _ run: @escaping Import) {
        self.options = options
        self.run = run
    }

    func run() async throws {
        let report = try await run(try options.source(), options.values) { finding in
            print(ImportFindingText.line(for: finding))
        }
        if !report.ignoredColumns.isEmpty {
            print("Columns passed over: \(report.ignoredColumns.joined(separator: ", ")).")
        }
        print(
            "\(counted(report.read, "row")) read: \(report.registered) good, \(report.refused) refused, "
                + "\(counted(report.duplicates, "likely duplicate"))."
        )
        if report.isSaved {
            let keys = [report.firstKey, report.lastKey].compactMap(\.self).joined(separator: " to ")
            print("\(report.registered) registered" + (keys.isEmpty ? "." : ": \(keys)."))
        } else if options.dryRun {
            print("Nothing was registered: this was a dry run.")
        } else {
            throw CommandFailure.data(
                "Nothing was registered, since rows are bad; --skip-bad-rows registers the good ones."
            )
        }
    }
}

/// One line for each finding: line, column, value, what was expected.
enum ImportFindingText {
    static func line(for finding: ImportFinding) -> String {
        switch finding {
        case .refused(let problem):
            "line \(problem.line), \(problem.column): \"\(problem.value)\" – "
                + ExpectationText.sentence(problem.expected, in: .terminal)
        case .notRegistered(let line, let refusal):
            "line \(line): \(RefusalText.sentence(refusal, in: .terminal))"
        case .likelyDuplicate(let line, .registered(let key), let ground):
            "line \(line): likely the same as \(key) (name and \(ground.rawValue))"
        case .likelyDuplicate(let line, .line(let other), let ground):
            "line \(line): likely the same as line \(other) (name and \(ground.rawValue))"
        }
    }
}

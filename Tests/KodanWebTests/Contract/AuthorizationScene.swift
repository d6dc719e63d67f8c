import KodanDomain

@testable import KodanWeb

/// What there is to ask about: something of every kind that a path may name, and whose it is.
///
/// What is own belongs to the world's first host and first presenter, and lies in the prefecture ``home``.
struct AuthorizationScene: Sendable {
    /// What stands in the paths of one resource.
    struct Subject: Sendable {
        /// What is there; for one operation also what its body names beside it, and the day.
        let own: [String: String]
        /// What is there for one asker, where each has their own.
        let ownOf: [World.Asker: [String: String]]
        /// Who is of a role that may, but not the one whose it is.
        let strangers: [World.Asker]

        init(
            _ own: [String: String] = [:],
            of ownOf: [World.Asker: [String: String]] = [:],
            strangers: [World.Asker] = []
        ) {
            self.own = own
            self.ownOf = ownOf
            self.strangers = strangers
        }

        /// What `asker` calls their own.
        func own(of asker: World.Asker?) -> [String: String] { asker.flatMap { ownOf[$0] } ?? own }
    }

    /// Where everything that lies somewhere lies.
    static let home = "13"
    /// Where nothing does.
    static let elsewhere = "27"
    /// The coordinator who keeps everything that lies somewhere.
    static let neighbour = World.Asker.coordinator(of: home)
    /// The coordinator who keeps none of it.
    static let outsider = World.Asker.coordinator(of: elsewhere)
    static let people: [World.Asker] = [.otherHost, .otherPresenter, outsider]

    private static let operations = Set(Contract.operations.map(\.id))

    /// By the first word of a path, or for one operation by its name.
    private let subjects: [String: Subject]
    /// The others of their kind, which stand where an example names a second one.
    private let others: [String]
    /// A day that stands in place of the one that examples name.
    private let day: String
    /// What is no JSON, by the names of operations.
    private let files: [String: String]

    init(subjects: [String: Subject], others: [String], day: String, files: [String: String] = [:]) {
        self.subjects = subjects
        self.others = others
        self.day = day
        self.files = files
    }

    /// What stands in the path of an operation; nil for a resource that nobody has thought of.
    func subject(of operation: KodanWeb.Operation) -> Subject? {
        subjects[operation.id] ?? subjects[operation.resource]
    }

    /// What `asker` sends to an operation: its example, about things that are there, by the side of who asks.
    func body(of operation: KodanWeb.Operation, as asker: World.Asker?) -> String? {
        let example: String
        switch operation.body {
        case .json(let schema): example = ReadableJSON.indented(schema.example)
        case .file, .whole: return files[operation.id] ?? "%PDF-1.4\n"
        case nil: return nil
        }
        // Some of what is known of presenters is not for themselves to change.
        if operation.id == "changePresenter", asker == .presenter { return #"{"reach_minutes": 60}"# }
        return Self.siding(with: asker, naming(example, in: operation, as: asker))
    }

    /// What `asker` sends: what a presenter asks for is a lecture that they hold themself.
    static func siding(with asker: World.Asker?, _ body: String) -> String {
        guard asker == .presenter else { return body }
        return body.replacing(#""by": "host""#, with: #""by": "presenter""#).replacing(
            /"programme": "regional_dispatched",\s*"organization": "org-[0-9]+"/,
            with: #""programme": "regional_self_hosted", "presenter": "pre-1""#
        ).replacing(
            /,\s*"preferred_presenter": "[^"]*",\s*"excluded_presenters": \[[^\]]*\]/,
            with: ""
        )
    }

    /// `example` with what is there in place of the keys, the day and the organization that it names, and a mail
    /// address that nobody has.
    private func naming(
        _ example: String,
        in operation: KodanWeb.Operation,
        as asker: World.Asker?
    ) -> String {
        let own = subjects[operation.id]?.own(of: asker) ?? [:]
        var keys: [Substring: String] = [:]
        for (name, subject) in subjects where !Self.operations.contains(name) {
            guard let key = subject.own["id"] else { continue }
            keys[key.prefix { $0 != "-" }] = key
        }
        for key in own.values { keys[key.prefix { $0 != "-" }] = key }
        var text = example.replacing("2026-12-05", with: own["day"] ?? day)
            .replacing("2026-01-01", with: own["day"] ?? "2026-01-01")
            .replacing(Example.organizationName, with: "団体1")
            .replacing("tanto@", with: "\(operation.id)@")
        for (prefix, key) in keys { text = text.replacing("\"\(prefix)-1042\"", with: "\"\(key)\"") }
        for key in others {
            text = text.replacing("\"\(key.prefix { $0 != "-" })-1043\"", with: "\"\(key)\"")
        }
        return text
    }
}

extension World {
    /// One of each role, each of whom may do all that the role may.
    static let everybody: [Asker] =
        [.host, .presenter] + Role.allCases.filter { Set<Role>.staff.contains($0) }.map { .staff($0) }
}

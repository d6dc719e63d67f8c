import KodanDomain

/// What a value of JSON looks like, as the contract tells it in the words of JSON Schema (2020-12).
///
/// Each schema carries an example, so that every operation has one.
indirect enum Schema: Sendable {
    /// A text.
    case text(Text)
    /// A whole number.
    case integer(ClosedRange<Int>, example: Int)
    /// True or false.
    case flag
    /// One of these texts; the first is the example unless another is named.
    case choice([String], example: String? = nil)
    /// A list, at least and at most so long, in which perhaps nothing stands twice.
    case list(Schema, atLeast: Int = 0, atMost: Int?, once: Bool = false)
    /// An object that comes in: a field that is not named is refused, null counts as absent.
    case form([Property])
    /// An object that goes out: a field that holds nothing is absent.
    case body([Property])
    /// One of several forms of an object.
    case either([Schema])
    /// Texts by free names.
    case texts
    /// A schema that the contract defines once, under this name.
    case named(String, Schema)

    /// What is asked of a text.
    struct Text: Sendable {
        var length: ClosedRange<Int>?
        var pattern: String?
        /// The format of JSON Schema that each such text has; where a pattern stands beside it, that says more.
        var format: String?
        /// What the page of the contract calls it.
        var words: String?
        var example: String
    }

    /// A member of an object.
    struct Property: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        let note: String?
        let isInExample: Bool

        /// A member that is always there.
        static func required(_ name: String, _ schema: Schema, _ note: String? = nil) -> Property {
            Property(name: name, schema: schema, isRequired: true, note: note, isInExample: true)
        }

        /// A member that may be absent.
        ///
        /// The example leaves it out if it is not `inExample`: it would not go with the example's other members, or not
        /// everybody who may ask may say it.
        static func optional(
            _ name: String,
            _ schema: Schema,
            _ note: String? = nil,
            inExample: Bool = true
        ) -> Property {
            Property(name: name, schema: schema, isRequired: false, note: note, isInExample: inExample)
        }

        /// For whom somebody acts.
        static let onBehalfOf = optional(
            "on_behalf_of",
            .text(Example.caller, 1...100),
            onBehalfOfNote,
            inExample: false
        )

        static let onBehalfOfNote =
            "Who phoned or faxed, if one of the body's people acts for them; it is recorded."
    }
}

extension Schema {
    /// Any text, at most so many characters if that is said.
    static func text(_ example: String, _ length: ClosedRange<Int>? = nil) -> Schema {
        .text(Text(length: length, example: example))
    }

    /// A text of this form, a regular expression of ECMA-262.
    static func text(_ example: String, pattern: String) -> Schema {
        .text(Text(pattern: pattern, example: example))
    }

    /// A key with its prefix; an object that names two of a kind has another number as the second one's example.
    static func key<Of: Keyed>(_: Of.Type, example number: Int = 1042) -> Schema {
        .text("\(Of.keyPrefix)-\(number)", pattern: "^\(Of.keyPrefix)-[1-9][0-9]{0,17}$")
    }

    /// The code of an entry of a table, such as that of a programme.
    static func code(_ example: String) -> Schema {
        .text(example, 1...100)
    }

    /// A code by which something is looked for: that of a programme, a topic or a qualification.
    static func lookup(_ example: String) -> Schema {
        .text(example, pattern: "^[a-z][a-z0-9_]{0,39}$")
    }

    /// One of the cases of an enum, which is called as its type unless another name is given; the first is the example
    /// unless another is.
    static func choice<Choice: RawRepresentable & CaseIterable>(
        _: Choice.Type,
        called name: String = "\(Choice.self)",
        example: Choice? = nil
    ) -> Schema where Choice.RawValue == String {
        .named(name, .choice(Choice.allCases.map(\.rawValue), example: example?.rawValue))
    }

    /// A day in ISO 8601, of ``Form/years``.
    ///
    /// The pattern says exactly which days there are, leap days too.
    static let day = day("2026-12-05")
    /// A day on which banks work.
    static let bankDay = day("2026-12-10")
    /// The first of January, a holiday.
    static let holiday = day("2026-01-01")
    private static func day(_ example: String) -> Schema {
        text(Text(pattern: "^(\(days))$", format: "date", words: "day", example: example))
    }
    /// A moment in RFC 3339, with its offset.
    static let instant = text(
        Text(
            pattern: "^(\(days))T\(clock)$",
            format: "date-time",
            words: "moment",
            example: "2026-12-05T14:00:00+09:00"
        )
    )

    /// A moment that ends what ``instant`` begins.
    static let laterInstant = text(
        Text(
            pattern: "^(\(days))T\(clock)$",
            format: "date-time",
            words: "moment",
            example: "2026-12-05T15:30:00+09:00"
        )
    )

    private static let days = [
        "(19[0-9]{2}|2[01][0-9]{2}|2200)-("
            + "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)",
        "(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26])|21(0[48]|[2468][048]|[13579][26]))-02-29",
    ].joined(separator: "|")
    private static let clock =
        "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6}0{0,3})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
    /// A month.
    static let month = text(
        "2026-12",
        pattern: "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(0[1-9]|1[0-2])$"
    )
    /// Whole yen.
    static let yen = integer(-9_007_199_254_740_991...9_007_199_254_740_991, example: 30_000)
    /// A mail address.
    static let email = text("tanto@example.jp", 3...254)
    /// A number of things.
    static let count = integer(0...2_147_483_647, example: 12)
    /// A SHA-256 in hexadecimal.
    static let digest = text(
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        pattern: "^[0-9a-f]{64}$"
    )
    /// A telephone number, as people write it.
    static let phone = text("03-1234-5678", 1...30)
    /// The five digits of a municipality (全国地方公共団体コード).
    static let municipality = text("13101", pattern: "^[0-9]{5}$")
    /// The two digits of a prefecture.
    static let prefecture = text("13", pattern: "^[0-9]{2}$")
    /// How well a topic is mastered.
    static let level = integer(TopicSkill.levels, example: 2)
    /// The April in which a fiscal year begins: 2026 ends on 31 March 2027.
    static let fiscalYear = integer(FiscalYear.planned, example: 2026)
    /// Why something is done.
    static let reason = text(Example.reason, 1...1000)

    /// A part of a list; `next` tells the parameter `name` where the following page begins.
    static func page(of item: Schema, from name: String = "after", at next: Schema = .text("req-1092"))
        -> Schema
    {
        .body([
            .required("items", .list(item, atMost: nil)),
            .optional("next", next, "The value of `\(name)` for the next page; absent on the last."),
        ])
    }

    /// A list of everything.
    static func items(_ item: Schema) -> Schema {
        .body([.required("items", .list(item, atMost: nil))])
    }
}

extension Schema {
    /// The same by a name of its own, with a capital, if it is an object that has none yet.
    func called(_ name: String) -> Schema {
        switch self {
        case .form, .body, .either: .named(name.prefix(1).uppercased() + name.dropFirst(), self)
        case .text, .integer, .flag, .choice, .list, .texts, .named: self
        }
    }

    /// Whether an object without members fits, so that a call may come without a body.
    var mayBeEmpty: Bool {
        switch self {
        case .form(let properties): !properties.contains { $0.isRequired }
        case .named(_, let schema): schema.mayBeEmpty
        default: false
        }
    }

    /// The members of an object; of several forms those of the first.
    var properties: [Property] {
        switch self {
        case .form(let properties), .body(let properties): properties
        case .either(let forms): forms.first?.properties ?? []
        case .named(_, let schema): schema.properties
        default: []
        }
    }

    /// A value that fits.
    var example: JSONValue {
        switch self {
        case .text(let text): .string(text.example)
        case .integer(_, let example): .integer(example)
        case .flag: .bool(true)
        case .choice(let choices, let example): .string(example ?? choices.first ?? "")
        case .list(let element, _, _, _): .array([element.example])
        case .form(let properties), .body(let properties):
            .object(
                properties.filter(\.isInExample).map { JSONMember(name: $0.name, value: $0.schema.example) }
            )
        case .either(let forms): forms.first?.example ?? .null
        case .texts: .object([])
        case .named(_, let schema): schema.example
        }
    }
}

import KodanDomain

/// The presenters or organizations among which somebody means one by what they type: a number, a name, its reading, or
/// number and name as forms are filled in beforehand.
public struct NamedThings: Sendable {
    /// One that may be meant.
    public struct Thing: Sendable {
        /// Its key with its prefix.
        let key: String
        let name: String
        /// What else it is called: its reading.
        let reading: String?
        /// Where it is, by which people of the same name are told apart.
        let place: String

        /// A thing with this key.
        public init(key: String, name: String, reading: String? = nil, place: String) {
            self.key = key
            self.name = name
            self.reading = reading
            self.place = place
        }
    }

    /// How many are named where it is not clear who is meant.
    public static let told = 10

    /// How many characters a field for one of them takes.
    static let length = 100
    static let presenterHint = "氏名、カナ、または pre-12 のような番号。同じ名前の方がいるときは番号をお知らせします。"
    static let organizationHint = "団体名、または org-12 のような番号。名前の一部だけのときは候補をお知らせします。"

    private let things: [Thing]

    /// Of these, all that have the name that was typed somewhere in theirs.
    public init(_ things: [Thing]) {
        self.things = things
    }

    /// The key of the only one that is called exactly so; blanks count for nothing, and hiragana for katakana.
    public func key(of name: String) -> String? {
        let asked = plain(name)
        let meant = things.filter { thing in
            plain(thing.name) == asked || thing.reading.map { plain($0) == asked } ?? false
        }
        return meant.count == 1 ? meant[0].key : nil
    }

    /// Whether one of them has this key.
    public func contains(key: String) -> Bool { things.contains { $0.key == key } }

    /// Some of them with their numbers, to choose from; empty where there are none.
    public var choices: [String] {
        let first = things.prefix(NamedThings.told).map { "\($0.key) \($0.name)（\($0.place)）" }
        return first + (things.count > first.count ? ["ほか\(things.count - first.count)件"] : [])
    }

    /// What a field is filled in with beforehand.
    static func filling<Of: Keyed>(_ key: ID<Of>, _ names: ThingNames) -> String {
        names[key] == key.description ? key.description : "\(key) \(names[key])"
    }

    private func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.normalized.unicodeScalars.filter { $0 != " " }.map { scalar in
                    (0x3041...0x3096).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value + 0x60) ?? scalar : scalar
                }
            )
        )
    }
}

/// A field of a form.
public struct FormField: Sendable, Equatable {
    /// How it is sent: the path of the value in the body of the same call over HTTP, `contact/email`.
    public let name: String
    let label: String
    var id: String
    private(set) var value: String
    private(set) var hint: String?
    private(set) var isRequired = true
    private(set) var error: String?
    // What it looks like: exactly one of these is there.
    private(set) var input: Input?
    private(set) var area: Area?
    private(set) var choices: Choices?
    private(set) var check: Check?
    private(set) var told: Told?
    /// What this and the fields behind it are about; nil where they go on with the same.
    private(set) var section: String?

    /// A line to type into.
    struct Input: Sendable, Equatable {
        let type: String
        let complete: String?
        let mode: String?
        let most: Int?
        /// What kinds of files may be chosen, for a field of files.
        var accept: String?
    }

    /// A text of several lines.
    struct Area: Sendable, Equatable {
        let rows: Int
        let most: Int
    }

    /// Some values, of which one is chosen.
    struct Choices: Sendable, Equatable {
        var options: [Option]
    }

    /// A box to tick.
    struct Check: Sendable, Equatable {
        var isTicked: Bool
    }

    /// What the office says to some fields while they are being typed.
    struct Told: Sendable, Equatable {
        let path: String
        let names: String
    }

    /// One value of a choice.
    struct Option: Sendable, Equatable {
        let value: String
        let text: String
        var isChosen: Bool
    }

    private init(_ name: String, _ label: String, _ value: String) {
        self.name = name
        self.label = label
        self.value = value
        id = name
    }

    /// A line of text, at most `most` characters; `type` is the browser's kind of field.
    public static func text(
        _ name: String,
        _ label: String,
        value: String = "",
        type: String = "text",
        complete: String? = nil,
        mode: String? = nil,
        most: Int? = nil
    ) -> FormField {
        var field = FormField(name, label, value)
        field.input = Input(type: type, complete: complete, mode: mode, most: most)
        return field
    }

    /// A whole number, as ``TypedNumber`` reads it.
    ///
    /// It takes more than any number has digits: what a browser cuts off an amount that was typed with its commas would
    /// make it another one.
    public static func number(_ name: String, _ label: String, value: String = "") -> FormField {
        text(name, label, value: value, mode: "numeric", most: 20)
    }

    /// A text of several lines, at most `most` characters.
    public static func area(_ name: String, _ label: String, value: String = "", most: Int) -> FormField {
        var field = FormField(name, label, value)
        field.area = Area(rows: most > 500 ? 6 : 3, most: most)
        return field
    }

    /// One of `options`, each with its value and what it is called; `value` is chosen.
    public static func choice(
        _ name: String,
        _ label: String,
        _ options: [(value: String, text: String)],
        value: String = ""
    ) -> FormField {
        var field = FormField(name, label, value)
        field.choices = Choices(
            options: options.map { Option(value: $0.value, text: $0.text, isChosen: $0.value == value) }
        )
        return field
    }

    /// A box to tick; it sends `true`.
    public static func tick(_ name: String, _ label: String, isTicked: Bool = false) -> FormField {
        var field = FormField(name, label, "true")
        field.check = Check(isTicked: isTicked)
        return field
    }

    /// A file to choose, of one of `types` (media types).
    public static func file(_ name: String, _ label: String, types: [String]) -> FormField {
        var field = text(name, label, type: "file")
        field.input?.accept = types.joined(separator: ",")
        return field
    }

    /// Whether a file is chosen in it.
    var isFile: Bool { input?.type == "file" }

    /// A line in which the office answers, at `path`, what is being typed into the fields called `names`.
    ///
    /// Without a script it says `value` only.
    public static func told(
        _ name: String,
        _ label: String,
        value: String,
        by path: String,
        of names: [String]
    ) -> FormField {
        var field = FormField(name, label, value).optional
        field.told = Told(path: path, names: names.joined(separator: " "))
        return field
    }

    /// The field as the first of those about `title`.
    public func beginning(_ title: String) -> FormField {
        var field = self
        field.section = title
        return field
    }

    /// The field with a sentence that helps to fill it in.
    public func hinted(_ hint: String) -> FormField {
        var field = self
        field.hint = hint
        return field
    }

    /// The field as one that may stay empty.
    public var optional: FormField {
        var field = self
        field.isRequired = false
        return field
    }

    /// The field in the form of `step`, where its place on the page has a name of its own.
    func within(_ step: String) -> FormField {
        var field = self
        field.id = "\(step)-\(name.replacing("/", with: "-"))"
        return field
    }

    /// The field with what was typed; a password is typed, and a file chosen, anew.
    func filled(_ typed: String?, _ error: String?) -> FormField {
        var field = self
        field.error = error
        if field.check != nil {
            field.check?.isTicked = typed != nil
        } else if field.told != nil {
            return field
        } else if input?.type != "password", !isFile {
            field.value = typed ?? ""
        }
        if let options = field.choices?.options {
            field.choices?.options = options.map { option in
                var option = option
                option.isChosen = option.value == typed
                return option
            }
        }
        return field
    }
}

import HTTPTypes
import Hummingbird
import KodanDomain
import KodanPages
import KodanText

/// What was typed into a form (`application/x-www-form-urlencoded`, or `multipart/form-data` where files are sent), by
/// the names of its fields.
struct TypedForm: Sendable {
    /// A file that was chosen.
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    /// How large a form with files may be, in bytes; larger ones are sent to the API piece by piece.
    static let mostFileBytes = 10_485_760
    /// How many fields a form may have.
    static let mostFields = 500

    /// What was typed, without what was left empty.
    private(set) var values: [String: String]
    private var files: [String: File] = [:]

    /// Reads the body of a form.
    ///
    /// Throws ``Problem`` for another type, for bytes that are no UTF-8, and for too many fields.
    init(_ bytes: [UInt8], type: String?) throws(Problem) {
        if let type, TypedForm.sendsFiles(type) {
            self = try TypedForm(files: bytes, type: type)
            return
        }
        try ContentType(type).require(among: ["application/x-www-form-urlencoded"])
        let pairs = EncodedPair.all(in: bytes)
        guard pairs.count <= TypedForm.mostFields else { throw .brokenBody }
        var values: [String: String] = [:]
        for pair in pairs {
            guard let name = pair.name, let value = pair.value, !(name + value).contains("\0") else {
                throw .brokenBody
            }
            values.take(value, as: name)
        }
        self.values = values
    }

    /// A form with these values, which were typed before or stand in an address.
    init(values: [String: String]) {
        self.values = values
    }

    /// Reads the fields, and no files, of a form with files, as far as they stand in `bytes`, its body's beginning.
    ///
    /// Throws ``Problem`` for what is no such form.
    init(beginning bytes: [UInt8], type: String) throws(Problem) {
        self = try TypedForm(files: bytes, type: type, isWhole: false)
        files = [:]
    }

    private init(files bytes: [UInt8], type: String, isWhole: Bool = true) throws(Problem) {
        values = [:]
        for part in try MultipartForm(bytes, type: type, isWhole: isWhole).parts {
            if let name = part.fileName {
                // A field of files in which none was chosen sends one without name and bytes.
                guard !name.isEmpty || !part.bytes.isEmpty else { continue }
                files[part.name] = File(name: name, bytes: Array(part.bytes))
            } else {
                guard !part.bytes.contains(0), let value = String(validating: part.bytes, as: UTF8.self)
                else {
                    throw .brokenBody
                }
                values.take(value, as: part.name)
            }
        }
    }

    /// Whether a body of this type carries files.
    static func sendsFiles(_ type: String) -> Bool { type.lowercased().hasPrefix("multipart/form-data") }

    /// What was typed as `name`; nil for nothing.
    subscript(name: String) -> String? { values[name] }

    /// The file that was chosen as `name`.
    ///
    /// Throws ``Problem`` if there is none.
    func file(_ name: String) throws(Problem) -> File {
        guard let file = files[name] else { throw .missing(name) }
        return file
    }

    /// Throws ``Problem/changedSinceOpened`` unless what the form changes stands as it did when the page was opened.
    func requireSeen(_ state: String) throws(Problem) {
        guard self["seen"] == state else { throw .changedSinceOpened }
    }

    /// Whether a box was ticked.
    func isTicked(_ name: String) -> Bool { values[name] == "true" }

    /// Whether anything was typed beneath `name`.
    func says(_ name: String) -> Bool { values.keys.contains { $0.hasPrefix(name + "/") } }

    /// Takes `text` as what was typed as `name`.
    mutating func set(_ name: String, _ text: String?) { values[name] = text }

    /// The form with the `start` and `end` of a time that was typed beneath `name` as `day`, `from` and `to`, Japan's
    /// time; where browsers let people type them, also with full-width digits and a day of the era.
    func withSpan(_ name: String) -> TypedForm {
        var form = self
        let day = values["\(name)/day"].map { text in TypedDay.read(text).map { "\($0)" } ?? text }
        for (typed, meant) in [("from", "start"), ("to", "end")] {
            if let day, let time = values["\(name)/\(typed)"] {
                form.values["\(name)/\(meant)"] = "\(day)T\(time.normalized):00+09:00"
            }
            form.values["\(name)/\(typed)"] = nil
        }
        form.values["\(name)/day"] = nil
        // What was typed in part is missed in part.
        if day != nil, form.values["\(name)/start"] == nil { form.values["\(name)/start"] = "-" }
        return form
    }
}

extension [String: String] {
    /// Keeps what was typed; browsers write line ends with two signs, the office counts one.
    fileprivate mutating func take(_ text: String, as name: String) {
        let plain = text.replacing("\r\n", with: "\n")
        if !plain.isEmpty { self[name] = plain }
    }
}

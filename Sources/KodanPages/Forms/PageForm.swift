/// A form; it is sent to the page on which it stands.
public struct PageForm: Sendable, Equatable {
    /// Which of the page's forms it is, sent along as `step`.
    public let step: String
    var fields: [FormField]
    /// A table with boxes to tick, above the fields.
    var ticks: PageTable?
    let button: String
    /// What is sent along without being shown.
    let hidden: [HiddenField]
    /// How that which the form changes stood when the page was opened; nil where that does not matter.
    var seen: String?
    /// The key under which it is sent, so that whoever shows the page anew sends the same; nil for one of its own.
    let key: String?
    /// Whether the button does what cannot be taken back.
    let isGrave: Bool
    /// Whether it only asks: what was typed then stands in the address, and nothing is changed.
    let isSearch: Bool
    /// Whether it sends a file.
    let sendsFile: Bool

    /// A form whose button says `button`.
    public init(
        _ step: String,
        _ button: String,
        _ fields: [FormField] = [],
        ticks: PageTable? = nil,
        hidden: [String: String] = [:],
        seen: String? = nil,
        key: String? = nil,
        isGrave: Bool = false,
        isSearch: Bool = false
    ) {
        self.step = step
        self.ticks = ticks
        self.button = button
        self.fields = fields.map { $0.within(step) }
        self.hidden = hidden.sorted { $0.key < $1.key }.map { HiddenField(name: $0.key, value: $0.value) }
        self.seen = seen
        self.key = key
        self.isGrave = isGrave
        self.isSearch = isSearch
        sendsFile = fields.contains(where: \.isFile)
    }

    /// The form as one of several of its step on a page, told apart by `mark`: the places of its fields have names of
    /// their own.
    func numbered(_ mark: String) -> PageForm {
        var form = self
        form.fields = fields.map { field in
            var field = field
            field.id += "-\(mark)"
            return field
        }
        return form
    }

    /// Whether what was `typed` was sent by this form: of several forms of a step, what they hide tells them apart.
    func sent(_ typed: [String: String]) -> Bool {
        hidden.allSatisfy { field in typed[field.name].map { $0 == field.value } ?? true }
    }

    /// The same form with what was typed and what is wrong with it.
    func filled(_ typed: [String: String], _ faults: [PageFault]) -> PageForm {
        var form = self
        form.ticks = ticks?.filled(typed)
        form.fields = fields.map { field in
            field.filled(typed[field.name], faults.first { self.field(of: $0)?.id == field.id }?.sentence)
        }
        return form
    }

    /// The fault with the name and the place of its field, if the form has it.
    func labelled(_ fault: PageFault) -> PageFault {
        guard let field = field(of: fault) else { return fault }
        var fault = fault
        fault.label = field.name == fault.field ? field.label : field.section ?? field.label
        fault.anchor = field.id
        return fault
    }

    /// Where on the form the field of a fault stands; before all fields for one that concerns the whole.
    func place(of fault: PageFault) -> Int {
        field(of: fault).flatMap { field in fields.firstIndex { $0.id == field.id } } ?? -1
    }

    /// The field that a fault concerns: of a list that is ticked, the first of its boxes, and of several fields that
    /// belong together (`venue`), the first of them.
    private func field(of fault: PageFault) -> FormField? {
        guard let name = fault.field else { return nil }
        if let field = fields.first(where: { $0.name == name }) { return field }
        let list = name.replacing(/\/[0-9]+$/, with: "") + "/"
        return fields.first { $0.check != nil && $0.name.hasPrefix(list) }
            ?? fields.first { $0.name.hasPrefix(name + "/") }
    }
}

/// What a form sends along without showing it.
struct HiddenField: Sendable, Equatable {
    let name: String
    let value: String
}

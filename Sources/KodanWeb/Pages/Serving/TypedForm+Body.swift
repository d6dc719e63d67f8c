import KodanPages
import KodanText

extension TypedForm {
    /// What was typed, to be read like the body of the same call over HTTP.
    ///
    /// Names are paths, `contact/email` and `slots/0/start`; `numbers` are read as whole numbers, where they are any,
    /// `flags` as yes or no: a box that was not ticked is a no. Everything under a name of `lists` is a list. What is
    /// named by `clearing` and was left empty is to become empty; a list of `emptyLists` of which nothing was typed is
    /// one without entries. Of `parts` each field that is missed is named, also where nothing of them was typed.
    func body(
        numbers: Set<String> = [],
        flags: Set<String> = [],
        lists: Set<String> = [],
        clearing: Set<String> = [],
        emptyLists: Set<String> = [],
        parts: Set<String> = []
    ) -> Form {
        var root = Branch()
        for (name, text) in values where !TypedForm.own.contains(name) && !flags.contains(name) {
            let number = numbers.contains(name) ? TypedNumber.read(text, of: name) : nil
            root.put(number.map { .integer($0) } ?? .string(text), at: TypedForm.steps(of: name))
        }
        for name in flags { root.put(.bool(isTicked(name)), at: TypedForm.steps(of: name)) }
        for name in clearing where values[name] == nil { root.put(.null, at: TypedForm.steps(of: name)) }
        for name in emptyLists where !says(name) { root.put(.array([]), at: TypedForm.steps(of: name)) }
        for name in parts where !says(name) { root.put(.object([]), at: TypedForm.steps(of: name)) }
        let form = Form(language: .japanese)
        _ = form.fill(with: root.value(at: "", lists: lists))
        return form
    }

    /// The names on the way to the field `name`.
    ///
    /// What lies deeper than any field does is one name, which nobody asked for: a name of half a million steps would
    /// else be descended into.
    private static func steps(of name: String) -> [Substring] {
        name.split(separator: "/", maxSplits: deepest - 1)
    }

    /// How many steps are told apart.
    private static let deepest = 8

    /// What was typed, without what belongs to the page.
    var asked: [String: String] { values.filter { !TypedForm.own.contains($0.key) } }

    /// The numbers by which entries of a list are named: `0` of `topics/0/level`.
    func places(beneath name: String) -> Set<String> {
        Set(
            values.keys.compactMap { key in
                let parts = key.split(separator: "/")
                return parts.count > 2 && parts[0] == name ? String(parts[1]) : nil
            }
        )
    }

    /// What goes on from the page, to be sent another time: what was typed, and the state that was seen then.
    var lasting: [String: String] { values.filter { $0.key == "seen" || !TypedForm.own.contains($0.key) } }

    /// What is typed to show who one is, besides what ``AccountPages/codes`` asks.
    static let secrets: Set<String> = ["current_password", "password"]

    /// What belongs to the page and not to what is asked.
    private static let own: Set<String> = ["step", "csrf", "key", "link", "seen"]
}

/// What lies under one name.
private struct Branch {
    private var leaf: JSONValue?
    private var branches: [String: Branch] = [:]

    mutating func put(_ value: JSONValue, at path: [Substring]) {
        guard let first = path.first else {
            leaf = value
            return
        }
        branches[String(first), default: Branch()].put(value, at: Array(path.dropFirst()))
    }

    func value(at path: String, lists: Set<String>) -> JSONValue {
        if let leaf { return leaf }
        let sorted = branches.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }
        let values = sorted.map { name, branch in
            JSONMember(
                name: name,
                value: branch.value(at: path.isEmpty ? name : "\(path)/\(name)", lists: lists)
            )
        }
        return lists.contains(path) ? .array(values.map(\.value)) : .object(values)
    }
}

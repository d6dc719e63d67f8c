import KodanDomain
import KodanPages
import KodanText

extension TypedForm {
    /// The year that was typed as `name`, western or of the era.
    ///
    /// Throws ``Problem`` naming the field where nothing was typed, or what is no year.
    func year(_ name: String) throws(Problem) -> Int {
        guard let text = self[name] else { throw .missing(name) }
        guard let year = TypedNumber.read(text, of: name) else {
            let faults = Faults(language: .japanese)
            faults.add("/\(name)", "whole_number", .expected(.wholeNumber))
            throw faults.problem
        }
        return year
    }

    /// The SHA-256 that was typed as `name`, in either case and with blanks; nil where nothing was typed.
    ///
    /// Throws ``Problem`` naming the field for anything but its 64 digits.
    func digest(_ name: String) throws(Problem) -> [UInt8]? {
        guard let text = self[name] else { return nil }
        guard let bytes = [UInt8](hexadecimal: text.filter { !$0.isWhitespace }), bytes.count == 32 else {
            let faults = Faults(language: .japanese)
            faults.add("/\(name)", "wrong_value", .expected(.digest))
            throw faults.problem
        }
        return bytes
    }

    /// Why somebody does it; nothing where nothing was typed, which the use case refuses.
    var reason: String { self["reason"] ?? "" }

    /// Who phoned or faxed, in whose name the office's people act; nil where nobody is named.
    var caller: String? { self["on_behalf_of"] }

    /// Who phoned or faxed.
    ///
    /// Throws ``Problem`` where nobody is named.
    func namedCaller() throws(Problem) -> String {
        guard let caller else { throw .missing("on_behalf_of") }
        return caller
    }

    /// The form without who phoned, to be read like a call over HTTP that names nobody.
    var withoutCaller: TypedForm {
        var form = self
        form.set("on_behalf_of", nil)
        return form
    }

    /// The day that was typed as `name`, and nothing else.
    func day(_ name: String) throws(Problem) -> LocalDate {
        let form = only([name]).body()
        let day = form.day(name)
        try form.end()
        guard let day else { throw form.faults.problem }
        return day
    }

    /// The form with these fields alone, where several readers share one.
    func only(_ names: Set<String>) -> TypedForm {
        var form = self
        for name in values.keys where !names.contains(name) { form.set(name, nil) }
        return form
    }
}

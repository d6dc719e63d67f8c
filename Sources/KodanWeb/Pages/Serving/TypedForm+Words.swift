extension TypedForm {
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
}

import KodanDomain
import KodanPages
import KodanService
import KodanText

extension Visit {
    /// `form` with the keys of the presenters who were typed into its fields `names`, by number or by name.
    ///
    /// Throws ``Problem`` beside the field where nobody is called so, or it is not clear who is meant.
    func presentersNamed(_ names: [String], in form: TypedForm) async throws -> TypedForm {
        try await named(names, in: form, as: .presenter) { text, isActive in
            var question = PresenterQuestion()
            question.name = text
            question.status = isActive ? .active : nil
            let found = try await ReadPresenters(office: office)(question, limit: .most, as: try session())
            return found.items.map {
                NamedThings.Thing(key: "\($0.id)", name: $0.name, reading: $0.kana, place: $0.place)
            }
        }
    }

    /// The same of organizations.
    func organizationsNamed(_ names: [String], in form: TypedForm) async throws -> TypedForm {
        try await named(names, in: form, as: .organization) { text, isActive in
            var question = OrganizationQuestion()
            question.name = text
            question.status = isActive ? .active : nil
            let found = try await ReadOrganizations(office: office)(question, limit: .most, as: try session())
            return found.items.map { NamedThings.Thing(key: "\($0.id)", name: $0.name, place: $0.place) }
        }
    }

    private func named(
        _ names: [String],
        in form: TypedForm,
        as kind: FoundKind,
        find: (String, Bool) async throws -> [NamedThings.Thing]
    ) async throws -> TypedForm {
        var form = form
        for name in names {
            guard let typed = form[name]?.normalized, !typed.isEmpty else { continue }
            let words = typed.split(separator: " ", maxSplits: 1).map(String.init)
            // A bare number may as well begin a name.
            let saysKey = words.count == 1 || Int64(words[0]) == nil
            let number = saysKey ? (try? SearchWords(words[0]))?.number(of: kind) : nil
            let key = number.map { kind.key($0) }
            if let key, words.count == 1 {
                form.set(name, key)
                continue
            }
            let text = key == nil ? typed : words[1]
            let things = NamedThings(try await found(text, beside: name, isActive: key == nil, find))
            if let key, things.contains(key: key) {
                form.set(name, key)
            } else if key == nil, let meant = things.key(of: text) {
                form.set(name, meant)
            } else {
                guard !things.choices.isEmpty else { throw nobody(text, beside: name) }
                let faults = Faults(language: .japanese)
                faults.add("/\(name)", .oneOf(things.choices))
                throw faults.problem
            }
        }
        return form
    }

    /// What `find` finds, all or what is active; a text that is no name is nobody's.
    private func found(
        _ text: String,
        beside name: String,
        isActive: Bool,
        _ find: (String, Bool) async throws -> [NamedThings.Thing]
    ) async throws -> [NamedThings.Thing] {
        do {
            return try await find(text, isActive)
        } catch Refusal.field(_) {
            throw nobody(text, beside: name)
        }
    }

    private func nobody(_ text: String, beside name: String) -> Problem {
        let refusal = Refusal.notFound(String(text.prefix(40)), as: .name)
        let sentence = RefusalText.sentence(refusal, in: .japanese)
        return .invalid([Problem.Entry(pointer: "/\(name)", code: refusal.code, detail: .told(sentence))])
    }
}

extension FoundKind {
    /// The key with its prefix of the thing with this number.
    fileprivate func key(_ number: Int64) -> String {
        switch self {
        case .request: "\(LectureRequest.ID(number))"
        case .lecture: "\(Assignment.ID(number))"
        case .presenter: "\(Presenter.ID(number))"
        case .organization: "\(Organization.ID(number))"
        }
    }
}

import KodanDomain
import KodanText

extension Form {
    /// A list of texts that `make` takes, each once; those that it does not take are noted with all that `known` names.
    func choices<Value: Hashable>(
        _ name: String,
        _ need: Need = .required,
        known: [String],
        _ make: (String) -> Value?
    ) -> [Value]? {
        guard let found = find(name) else {
            if need == .required { faults.add(pointer(to: name), .present) }
            return nil
        }
        guard case .array(let elements) = found else {
            faults.add(pointer(to: name), "list", .expected(.list))
            return nil
        }
        guard elements.count <= known.count else {
            faults.add(pointer(to: name), .count(0...known.count))
            return nil
        }
        var values: [Value] = []
        for (index, element) in elements.enumerated() {
            guard case .string(let text) = element, let value = make(text) else {
                faults.add(pointer(to: name) + "/\(index)", .oneOf(known))
                continue
            }
            if values.contains(value) {
                faults.add(pointer(to: name) + "/\(index)", .once)
            } else {
                values.append(value)
            }
        }
        return values.count == elements.count ? values : nil
    }

    /// A person who is to sign in, by `email` and `name`.
    func newUser() -> NewUser? {
        let email = made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        let name = made("name") { text throws(FieldRefused) in try text.plainText(.name, atMost: 100) }
        guard let email, let name else { return nil }
        return NewUser(email: email, name: name)
    }

    /// A `role`, of a coordinator with the `prefecture` to which it is limited.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func roleGrant() throws -> (role: Role, prefecture: PrefectureCode?) {
        let role = role()
        let prefecture = made("prefecture", .optional) { text throws(FieldRefused) in
            try PrefectureCode(text)
        }
        try end()
        guard let role else { throw faults.problem }
        return (role, prefecture)
    }
}

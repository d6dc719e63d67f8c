import KodanDomain

extension Form {
    /// The draft that `make` makes, with every field that it refuses noted.
    ///
    /// A rule stands in the domain only, and its initialisers stop at the first refusal: so each refused field is
    /// replaced by a harmless value with `repair`, and the draft made again. `pointers` says where the fields stand.
    func draft<Draft>(
        _ pointers: [Field: String],
        repair: (Field) -> Void,
        _ make: () throws(FieldRefused) -> Draft
    ) -> Draft? {
        var refused: Set<Field> = []
        while true {
            do throws(FieldRefused) {
                let draft = try make()
                return refused.isEmpty ? draft : nil
            } catch {
                let name = pointers[error.field] ?? error.field.rawValue
                guard refused.insert(error.field).inserted else { return nil }
                let element = error.index.map { "/\($0)" } ?? ""
                faults.add(pointer(to: name) + element, error.expected)
                repair(error.field)
            }
        }
    }
}

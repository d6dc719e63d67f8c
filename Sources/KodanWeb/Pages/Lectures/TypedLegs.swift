import KodanPages

/// A form with legs of a journey, `travel/0/mode` and so on; a leg of which nothing was typed is none.
struct TypedLegs {
    /// The places of the legs of which something was typed, in order.
    private let places: [Int]
    private let form: TypedForm

    /// The legs of `form`; one without a day is of `day`.
    init(_ form: TypedForm, on day: String?) {
        places = (0..<LectureTravelTexts.legs).filter { form.says("travel/\($0)") }
        var form = form
        for place in places where form["travel/\(place)/day"] == nil { form.set("travel/\(place)/day", day) }
        self.form = form
    }

    /// Whether nothing was typed of any.
    var isEmpty: Bool { places.isEmpty }

    /// The form as a body with the list `travel`; `numbers` are its other whole numbers.
    func body(numbers: Set<String> = []) -> Form {
        let own = places.flatMap { place in
            ["amount", "kilometres", "nights"].map { "travel/\(place)/\($0)" }
        }
        return form.body(
            numbers: numbers.union(own),
            flags: Set(places.map { "travel/\($0)/paid_directly" }),
            lists: ["travel"]
        )
    }

    /// What `read` makes of the body; what is wrong with a leg is told at the place at which it was typed.
    func placing<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch var problem as Problem {
            problem.errors = problem.errors.map { entry in
                var entry = entry
                entry.pointer = entry.pointer.map(typed)
                return entry
            }
            throw problem
        }
    }

    /// `/travel/1/mode` of the body, which leaves out legs, as the form has it.
    private func typed(_ pointer: String) -> String {
        var parts = pointer.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2, parts[1] == "travel", let index = Int(parts[2]), places.indices.contains(index)
        else { return pointer }
        parts[2] = "\(places[index])"
        return parts.joined(separator: "/")
    }
}

import KodanDomain
import KodanPages
import KodanService

/// What was typed of a request, as the API reads it.
struct CompletedRequest {
    let form: TypedForm
    /// What is wrong with that which only the page asks for.
    var wrong: [Problem.Entry]

    /// Makes times spans, a postal code its municipality and the beginning of the venue's address, and the ticks of the
    /// equipment one text.
    ///
    /// Without consent to the rules, and with a postal code that there is not, it is no request.
    init(_ typed: TypedForm, in office: Office) async throws {
        var wrong: [Problem.Entry] = []
        if !typed.isTicked("consent") { wrong += Problem.missing("consent", .agreement).errors }
        var form = typed
        form.set("consent", nil)
        for index in 0..<RequestFormTexts.slotCount {
            let name = "slots/\(index)"
            let missed = ["day", "from"].first { typed["\(name)/\($0)"] == nil }
            if let missed, typed.says(name) {
                wrong += Problem.missing("\(name)/\(missed)").errors
            }
            form = form.withSpan(name)
        }
        if form["venue/postal_code"] != nil {
            wrong += try await form.placeOrFault("venue/", in: office)
            form.set("venue/postal_code", nil)
        }
        // A correction may make a lecture one without a venue.
        if form["place"] == "online", form["venue/name"] == nil, form["venue/address"] == nil {
            form.set("venue/municipality", nil)
        }
        let ticked = RequestFormTexts.equipment.filter { form.isTicked($0.name) }
        form.set(
            "equipment",
            RequestFormTexts.equipmentText(ticked: ticked.map(\.text), written: form["equipment"])
        )
        for entry in RequestFormTexts.equipment { form.set(entry.name, nil) }
        self.form = form
        self.wrong = wrong
    }

    /// What `take` makes of it; each field that is missed of the parts that have to be there, of `parts` too, is named.
    ///
    /// Throws ``Problem`` with all that is wrong at once, and what else `take` throws.
    func read<Found>(parts: Set<String> = [], _ take: (Form) throws -> Found) throws -> Found {
        let hasVenue = form["place"].flatMap { PlaceCode(rawValue: $0) }.map { $0 != .online } ?? false
        let body = form.body(
            numbers: ["expected_attendance", "required_level", "printed_copies"],
            flags: ["open_to_public"],
            lists: ["slots", "excluded_presenters"],
            parts: parts.union(hasVenue ? ["contact", "venue"] : ["contact"])
        )
        let found: Found
        do {
            found = try take(body)
        } catch let problem as Problem {
            guard !problem.errors.isEmpty else { throw problem }
            let others = problem.errors.filter { !isOfMissedPart($0.pointer) }
            let told = Set(others.map(\.pointer))
            throw Problem.invalid(others + wrong.filter { !told.contains($0.pointer) })
        }
        guard wrong.isEmpty else { throw Problem.invalid(wrong) }
        return found
    }

    /// Whether the API misses at `pointer` what is named already as a part of a time that was not typed.
    private func isOfMissedPart(_ pointer: String?) -> Bool {
        guard let pointer else { return false }
        let missed = Set(wrong.compactMap(\.pointer))
        if pointer == "/slots" { return missed.contains("/slots/0/day") }
        guard pointer.hasSuffix("/start") else { return false }
        return missed.contains(pointer.dropLast("start".count) + "from")
    }
}

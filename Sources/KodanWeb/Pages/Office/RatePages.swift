import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

/// The dated tables by which money is computed.
enum RatePages {
    private static let readers = Set<Role>.staff

    static let routes: [PageRoute] = [
        PageRoute("/rates", roles: readers) { _ in RateTexts.index },
        PageRoute(
            "/rates/:id",
            roles: readers,
            steps: ["add": .changes(add), "end": .changes(end), "remove": .changes(remove)],
            show: table
        ),
        PageRoute(
            "/holidays",
            roles: readers,
            steps: ["add": .changes(addHolidays), "correct": .changes(correctHolidays)]
        ) { visit in
            HolidayTexts.page(
                try await ReadRates(office: visit.office).holidays(as: try visit.session()),
                mayAct: visit.role == .administrator,
                today: visit.today,
                done: visit.done
            )
        },
    ]

    @Sendable private static func table(_ visit: Visit) async throws -> PageContent {
        let kind = try visit.rateKind()
        let asker = try visit.session()
        let rates = try await ReadRates(office: visit.office)([kind], as: asker)
        let vocabulary = ReadVocabulary(office: visit.office)
        var (ranks, programmes): ([NamedCode], [NamedCode]) = ([], [])
        if kind == .fee {
            ranks = try await vocabulary(.rank, as: asker)
            programmes = try await ReadProgrammes(office: visit.office)(limit: .most, as: asker).items.map {
                NamedCode(
                    code: $0.programme.code.text,
                    japanese: $0.programme.name,
                    english: $0.englishName
                )
            }
        }
        let prefectures = kind == .travel ? try await vocabulary.prefectures(as: asker) : []
        return RateTexts.page(
            kind,
            rates,
            RateTexts.Surroundings(
                ranks: ranks,
                programmes: programmes,
                prefectures: prefectures,
                mayAct: visit.role == .administrator,
                today: visit.office.clock.now().date,
                done: visit.done
            )
        )
    }

    @Sendable private static func add(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let kind = try visit.rateKind()
        let body = form.body(
            numbers: [
                "amount", "step_minutes", "preparation_minutes", "cap", "rate_bp", "percent", "above",
                "reconstruction_permille", "defence_permille", "bands/0/from", "bands/0/income_tax_bp",
                "bands/1/from", "bands/1/income_tax_bp", "bands/2/from", "bands/2/income_tax_bp",
            ],
            flags: kind == .fee ? ["tax_included"] : [],
            lists: ["bands"]
        )
        let rates = RatesController.rates(of: kind, in: body)
        try body.end()
        guard let rates else { throw body.faults.problem }
        _ = try await AddRates(office: visit.office)(rates, as: try visit.session())
        return try visit.rates(done: "added")
    }

    @Sendable private static func end(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let keys = try rows(in: form)
        let last = try form.day("last_day")
        try await EndRates(office: visit.office)(keys, on: last, as: try visit.session())
        return try visit.rates(done: "ended")
    }

    @Sendable private static func remove(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await RemoveRates(office: visit.office)(try rows(in: form), as: try visit.session())
        return try visit.rates(done: "removed")
    }

    /// The rows that were chosen: the bands of a tax go together.
    private static func rows(in form: TypedForm) throws -> [RateKey] {
        let texts = (form["rows"] ?? "").split(separator: " ").map(String.init)
        let keys = texts.compactMap { RateKey($0) }
        guard !keys.isEmpty, keys.count == texts.count, keys.count <= 50 else {
            throw Problem.missing("rows")
        }
        return keys
    }

    @Sendable private static func addHolidays(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let asker = try visit.session()
        try await holidays(form) { days, year in
            try await AddHolidays(office: visit.office)(days, of: year, as: asker)
        }
        return PagePath("/holidays", done: "added")
    }

    @Sendable private static func correctHolidays(
        _ visit: Visit,
        _ form: TypedForm
    ) async throws -> PagePath {
        let asker = try visit.session()
        let reason = form.reason
        try await holidays(form) { days, year in
            try await CorrectHolidays(office: visit.office)(days, of: year, because: reason, as: asker)
        }
        return PagePath("/holidays", done: "corrected")
    }

    /// Reads the days that were typed, a line each; what is wrong with them is told beside them.
    private static func holidays(
        _ form: TypedForm,
        _ keep: ([Holiday], Int) async throws -> Void
    ) async throws {
        let year = try form.year("year")
        let faults = Faults(language: .japanese)
        let lines = (form["holidays"] ?? "").split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        let holidays = lines.compactMap { line -> Holiday? in
            // The government's table parts the two by a comma.
            let parts = String(line).normalized.split { $0 == " " || $0 == "," }.map(String.init)
            guard parts.count >= 2, let day = TypedDay.read(parts[0]) else { return nil }
            return try? Holiday(
                date: day,
                name: parts.dropFirst().joined(separator: " ").plainText(.name, atMost: 100)
            )
        }
        guard holidays.count == lines.count else {
            faults.add("/holidays", .date)
            throw faults.problem
        }
        do {
            try await keep(holidays, year)
        } catch Refusal.field(let refused) where refused.field == .day {
            faults.add("/holidays", refused.expected)
            throw faults.problem
        }
    }
}

extension Visit {
    /// The table that the path names.
    fileprivate func rateKind() throws(Refusal) -> RateKind {
        let text = context.parameters.get("id") ?? ""
        guard let kind = RateKind(rawValue: text) else { throw .notFound(String(text.prefix(40))) }
        return kind
    }

    /// Back to the table's page.
    fileprivate func rates(done: String) throws(Refusal) -> PagePath {
        PagePath("/rates/\(try rateKind().rawValue)", done: done)
    }
}

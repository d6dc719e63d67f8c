import KodanDomain
import KodanExport
import KodanText
import Testing

@Suite("The captions of a plan's map")
struct PlanMapTextTests {
    /// 3 journeys, the longest to req-21, 1,402 matched online, 12 unmatched at a place and 2 without.
    private func map() throws -> PlanMap {
        let tokyo = try #require(GeoPoint(latitude: 35_689_500, longitude: 139_691_710))
        let journeys = [(20, 50), (21, 170), (22, 90)].map {
            PlanMap.Journey(
                from: tokyo,
                to: tokyo,
                request: "req-\($0.0)",
                presenter: "pre-\($0.0)",
                minutes: $0.1,
                band: "band-\($0.1)"
            )
        }
        return PlanMap(
            municipalities: [tokyo],
            journeys: journeys,
            unmatched: (31...42).map { .init(at: tokyo, label: "req-\($0)") },
            matchedWithoutWay: 1_402,
            unmatchedWithoutVenue: 2
        )
    }

    @Test("describe the plan in sentences", arguments: Language.allCases)
    func description(language: Language) throws {
        let captions = PlanMapText.captions(for: try map(), on: nil, in: language)
        let words = captions.description
        #expect(fault(in: words, language) == nil)
        let named = (31...35).map { "req-\($0)" }
        for part in ["1,419", "1,405", "14", "1,402", "req-21 → pre-21", "band-170"] + named {
            #expect(words.contains(part), "\(part)")
        }
        #expect(!words.contains("req-36"))
        #expect(words.contains(language == .japanese ? "ほか9件" : "9 more"))
    }

    @Test("count what is named beside the map and what is not on it", arguments: Language.allCases)
    func rest(language: Language) throws {
        let captions = PlanMapText.captions(for: try map(), on: nil, in: language)
        #expect(captions.unmatchedRest.contains("4"))
        #expect(captions.notes.first == "req-21 → pre-21")
        #expect(captions.notes.last?.contains("1,404") == true)
        #expect(captions.figures.count == 3)
        for (figure, value) in zip(captions.figures, ["1,405", "14", "band-170"]) {
            #expect(figure.value.contains(value))
        }
    }

    @Test("leave out what there is none of", arguments: Language.allCases)
    func empty(language: Language) {
        let nothing = PlanMap(municipalities: [], journeys: [], unmatched: [])
        let captions = PlanMapText.captions(for: nothing, on: nil, in: language)
        #expect(fault(in: captions.description, language) == nil)
        #expect(captions.unmatchedRest == "" && captions.notes == [] && captions.subtitle == "")
    }

    @Test("name the day and the language")
    func day() throws {
        let day = try #require(LocalDate("2026-12-05"))
        let japanese = PlanMapText.captions(for: try map(), on: day, in: .japanese)
        let english = PlanMapText.captions(for: try map(), on: day, in: .english)
        #expect(japanese.subtitle == "2026年12月5日（土）現在" && japanese.language == "ja")
        #expect(english.subtitle == "Saturday, 5 December 2026" && english.language == "en")
    }
}

import KodanText
import Testing

@Suite("Journeys in words")
struct JourneyTextTests {
    @Test(
        "are told in bands",
        arguments: [
            (0, "30分未満", "under 30 minutes"), (29, "30分未満", "under 30 minutes"),
            (30, "約30分", "about half an hour"), (44, "約30分", "about half an hour"),
            (45, "約1時間", "about an hour"), (60, "約1時間", "about an hour"),
            (74, "約1時間", "about an hour"), (75, "約1時間半", "about an hour and a half"),
            (104, "約1時間半", "about an hour and a half"), (105, "約2時間", "about 2 hours"),
            (150, "約2時間半", "about 2 and a half hours"), (284, "約4時間半", "about 4 and a half hours"),
            (285, "約5時間", "about 5 hours"), (300, "5時間以上", "5 hours or more"),
            (2198, "5時間以上", "5 hours or more"),
        ]
    )
    func bands(minutes: Int, japanese: String, english: String) {
        #expect(JourneyText.duration(minutes: minutes, in: .japanese) == japanese)
        #expect(JourneyText.duration(minutes: minutes, in: .english) == english)
    }
}

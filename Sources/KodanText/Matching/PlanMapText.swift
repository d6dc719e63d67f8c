public import KodanDomain
public import KodanExport

/// What is written on the map of a plan.
public enum PlanMapText {
    /// How many requests without a presenter are named in the description; the others are counted.
    private static let described = 5

    /// The captions of `map`, which shows the plan as it was on `day`; nil leaves the day out.
    public static func captions(for map: PlanMap, on day: LocalDate?, in language: Language)
        -> PlanMap.Captions
    {
        let matched = grouped(map.matchedCount)
        let unmatched = grouped(map.unmatchedCount)
        let rest = map.unmatchedCount - min(map.unmatched.count, PlanMap.namedUnmatched)
        return PlanMap.Captions(
            language: language.rawValue,
            title: language("講師派遣計画の地図", "Who lectures where"),
            subtitle: day.map { DateText.day($0, in: language) + language("現在", "") } ?? "",
            description: description(of: map, in: language),
            figures: [
                .init(language("講師決定", "matched"), language("\(matched)件", matched)),
                .init(language("講師未定", "unmatched"), language("\(unmatched)件", unmatched)),
                .init(
                    language("最も長い移動（太線）", "longest way (thick)"),
                    map.longest?.band ?? language("なし", "none")
                ),
            ],
            notes: notes(of: map, in: language),
            legend: legend(language),
            unmatchedHeading: language("講師が見つからない申込", "Requests without a presenter"),
            unmatchedRest: rest > 0 ? language("ほか\(grouped(rest))件", "and \(grouped(rest)) more") : "",
            southwest: language("奄美・沖縄・大東", "Amami, Okinawa, Daito"),
            ogasawara: language("小笠原", "Ogasawara"),
            scale: "200 km",
            source: language(
                "市区町村の位置: localgovjp（出典: 国土地理院、地方公共団体情報システム機構）を加工。",
                "Municipalities: localgovjp (Geospatial Information Authority of Japan, J-LIS), adapted."
            )
        )
    }

    private static func notes(of map: PlanMap, in language: Language) -> [String] {
        var notes = map.longest.map { [$0.label] } ?? []
        let count = map.matchedWithoutWay + map.unmatchedWithoutVenue
        if count > 0 {
            let hidden = grouped(count)
            notes.append(
                language(
                    "地図にない申込（オンラインなど）: \(hidden)件",
                    "Not on the map (online or without a venue): \(hidden)"
                )
            )
        }
        return notes
    }

    private static func legend(_ language: Language) -> PlanMap.Captions.Legend {
        PlanMap.Captions.Legend(
            municipality: language("市区町村", "municipality"),
            presenter: language("講師の出発地", "where a presenter sets out"),
            venue: language("会場", "venue"),
            near: language("移動1時間未満", "under an hour"),
            middle: language("移動1時間以上2時間未満", "one to two hours"),
            far: language("移動2時間以上", "two hours or more"),
            unmatched: language("講師が見つからない申込", "request without a presenter")
        )
    }

    /// The plan in sentences: how many, the longest way, and where nobody comes.
    private static func description(of map: PlanMap, in language: Language) -> String {
        let total = map.matchedCount + map.unmatchedCount
        let matched = grouped(map.matchedCount)
        let unmatched = grouped(map.unmatchedCount)
        let online = grouped(map.matchedWithoutWay)
        var sentences = [
            language(
                "申込\(grouped(total))件のうち\(matched)件に講師が決まり、\(unmatched)件は講師が見つかっていません。",
                "Of all requests (\(grouped(total))), \(matched) have a presenter and \(unmatched) have none."
            )
        ]
        if map.matchedWithoutWay > 0 {
            sentences.append(
                language(
                    "決まったうち\(online)件は移動がなく、地図にありません。",
                    "Matched without travel, and so not on the map: \(online)."
                )
            )
        }
        if let longest = map.longest {
            sentences.append(
                language(
                    "最も長い移動は「\(longest.label)」の片道\(longest.band)です。",
                    "The longest way is \(longest.label), \(longest.band)."
                )
            )
        }
        if !map.unmatched.isEmpty {
            let named = map.unmatched.prefix(described).map(\.label)
            let rest = map.unmatchedCount - named.count
            let more = rest > 0 ? language("、ほか\(grouped(rest))件", ", and \(grouped(rest)) more") : ""
            sentences.append(
                language(
                    "講師が行かない会場: \(language.list(named))\(more)。",
                    "Nobody comes to \(language.list(named))\(more)."
                )
            )
        }
        return sentences.joined(separator: language("", " "))
    }

    /// Digits in groups of three: `1,402`.
    private static func grouped(_ count: Int) -> String {
        var digits = String(count)
        var end = digits.endIndex
        while let comma = digits.index(end, offsetBy: -3, limitedBy: digits.startIndex),
            comma > digits.startIndex
        {
            digits.insert(",", at: comma)
            end = comma
        }
        return digits
    }
}

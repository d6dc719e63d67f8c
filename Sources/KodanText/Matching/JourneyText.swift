/// Journeys as people speak of them: the model's minutes are an estimate, so they are not told to the minute.
public enum JourneyText {
    /// `30分未満`, `約1時間`, `約2時間半`, `5時間以上`; `under 30 minutes`, `about an hour`, `5 hours or more`.
    ///
    /// From 30 minutes on to the nearest half hour, halves between them up.
    public static func duration(minutes: Int, in language: Language) -> String {
        guard minutes >= 30 else { return language("30分未満", "under 30 minutes") }
        guard minutes < 300 else { return language("5時間以上", "5 hours or more") }
        let halfHours = (minutes + 15) / 30
        switch halfHours {
        case 1: return language("約30分", "about half an hour")
        case 2: return language("約1時間", "about an hour")
        case 3: return language("約1時間半", "about an hour and a half")
        default:
            let hours = halfHours / 2
            return halfHours.isMultiple(of: 2)
                ? language("約\(hours)時間", "about \(hours) hours")
                : language("約\(hours)時間半", "about \(hours) and a half hours")
        }
    }
}

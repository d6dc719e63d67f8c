public import KodanDomain

/// Days and times as people read them.
public enum DateText {
    /// `2026年12月5日（土）`; `Saturday, 5 December 2026`.
    public static func day(_ date: LocalDate, in language: Language) -> String {
        let weekday = weekday(date.weekday, in: language)
        return language(
            "\(date.year)年\(date.month)月\(date.day)日（\(weekday)）",
            "\(weekday), \(date.day) \(englishMonth(date.month)) \(date.year)"
        )
    }

    /// `14時`, `14時30分`; `14:00`.
    public static func time(_ time: TimeOfDay, in language: Language) -> String {
        let (hour, minute) = time.minutes.quotientAndRemainder(dividingBy: 60)
        return language("\(hour)時" + (minute == 0 ? "" : "\(minute)分"), time.description)
    }

    /// `2026年12月5日（土）14時`.
    public static func moment(_ moment: Instant, in language: Language) -> String {
        let day = day(moment.date, in: language)
        let time = time(moment.time, in: language)
        return language("\(day)\(time)", "\(day), \(time)")
    }

    /// `2026年12月5日（土）14時〜16時`; where it ends on another day, that day is named too.
    public static func range(_ range: TimeRange, in language: Language) -> String {
        let start = moment(range.start, in: language)
        let end =
            range.end.date == range.start.date
            ? time(range.end.time, in: language)
            : moment(range.end, in: language)
        return language("\(start)〜\(end)", "\(start) to \(end)")
    }

    /// `2026年12月`; `December 2026`.
    public static func month(_ month: YearMonth, in language: Language) -> String {
        language(
            "\(month.year)年\(month.month)月",
            "\(englishMonth(month.month)) \(month.year)"
        )
    }

    /// `土`; `Saturday`.
    public static func weekday(_ weekday: Weekday, in language: Language) -> String {
        switch weekday {
        case .monday: language("月", "Monday")
        case .tuesday: language("火", "Tuesday")
        case .wednesday: language("水", "Wednesday")
        case .thursday: language("木", "Thursday")
        case .friday: language("金", "Friday")
        case .saturday: language("土", "Saturday")
        case .sunday: language("日", "Sunday")
        }
    }

    private static func englishMonth(_ month: Int) -> String {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ][month - 1]
    }
}

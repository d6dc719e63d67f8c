/// By when the materials of a lecture leave.
public struct ShippingDays: Sendable, Equatable {
    /// What is printed: the last day on which it is handed to a carrier (発送期限).
    public let printed: LocalDate
    /// What is digital: the day on which its links are mailed.
    public let digital: LocalDate
}

/// How many days before a lecture its materials leave: printed ones so many office days, by the prefecture in which it
/// is held, digital ones so many days.
public struct ShippingTable: Sendable, Equatable {
    /// The days that may be stated.
    public static let days = 0...60

    /// Links to what is digital are mailed so many days before the lecture, whatever weekday it is; within ``days``.
    public private(set) var digitalDays: Int

    private let usual: Int
    private let byPrefecture: [PrefectureCode: Int]

    /// Seven office days for every place, and as many days for links (sample).
    public static let standard = ShippingTable(trusted: 7)

    /// So many office days, and others for some prefectures; nil outside of ``days``.
    public init?(usual: Int, byPrefecture: [PrefectureCode: Int] = [:], digitalDays: Int = 7) {
        let all = [usual, digitalDays] + byPrefecture.values
        guard all.allSatisfy(ShippingTable.days.contains) else { return nil }
        self.usual = usual
        self.byPrefecture = byPrefecture
        self.digitalDays = digitalDays
    }

    private init(trusted usual: Int) {
        self.usual = usual
        byPrefecture = [:]
        digitalDays = usual
    }

    /// This table with other days for links; nil outside of ``days``.
    public func mailingLinks(daysBefore digitalDays: Int) -> ShippingTable? {
        ShippingTable(usual: usual, byPrefecture: byPrefecture, digitalDays: digitalDays)
    }

    /// By when materials leave for a lecture on `lecture`, never before `today`.
    ///
    /// Printed ones leave on an open day of `calendar`, so many open days before the lecture; where that has passed, on
    /// the first open day from today on, but not after the lecture. Where the holidays of a year are not announced yet
    /// weekends and the days about New Year alone are closed.
    public func days(
        for lecture: LocalDate,
        in prefecture: PrefectureCode?,
        _ calendar: BusinessCalendar,
        asOf today: LocalDate
    ) -> ShippingDays {
        let daysBefore = prefecture.flatMap { byPrefecture[$0] } ?? usual
        var day = calendar.openDay(lecture, or: -1)
        for _ in 0..<daysBefore { day = calendar.openDay(day.adding(days: -1), or: -1) }
        let printed = day < today ? min(calendar.openDay(today, or: 1), max(lecture, today)) : day
        return ShippingDays(printed: printed, digital: max(lecture.adding(days: -digitalDays), today))
    }
}

extension BusinessCalendar {
    /// `day` if it is open as far as is known, else the nearest open day in steps of `step`, 1 or -1.
    fileprivate func openDay(_ day: LocalDate, or step: Int) -> LocalDate {
        var day = day
        while !isOpenAsFarAsKnown(day) { day = day.adding(days: step) }
        return day
    }
}

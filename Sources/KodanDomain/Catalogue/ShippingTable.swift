/// How many days before a lecture its materials leave (発送期限), by the prefecture in which it is held.
public struct ShippingTable: Sendable, Equatable {
    /// The days that may be stated.
    public static let days = 0...60

    private let usual: Int
    private let byPrefecture: [PrefectureCode: Int]

    /// Ten days for every place (sample).
    public static let standard = ShippingTable(trusted: 10)

    /// So many days, and others for some prefectures; nil outside of ``days``.
    public init?(usual: Int, byPrefecture: [PrefectureCode: Int] = [:]) {
        guard byPrefecture.values.allSatisfy(ShippingTable.days.contains), ShippingTable.days.contains(usual)
        else { return nil }
        self.usual = usual
        self.byPrefecture = byPrefecture
    }

    private init(trusted usual: Int) {
        self.usual = usual
        byPrefecture = [:]
    }

    /// By when materials leave for a lecture on `lecture`: a weekday, and never before `today`.
    ///
    /// No carrier calls on Saturdays and Sundays; a holiday is within the slack of the table.
    public func shipBy(
        for lecture: LocalDate,
        in prefecture: PrefectureCode?,
        asOf today: LocalDate
    ) -> LocalDate {
        let days = prefecture.flatMap { byPrefecture[$0] } ?? usual
        var day = lecture.adding(days: -days)
        while day.weekday.isWeekend { day = day.adding(days: -1) }
        return max(day, today)
    }
}

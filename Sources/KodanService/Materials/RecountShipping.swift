import KodanDomain
import KodanStore
import Postgres

/// By when planned materials leave is counted anew once a day (発送期限の再計算): holidays are announced, and the table
/// of shipping days is changed, after deliveries were planned.
public struct RecountShipping: Sendable {
    /// How long a worker holds the run before another may take it over.
    static let leaseMinutes = 10

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Counts today's run if nobody has, and says how many deliveries leave on another day now.
    ///
    /// Run by the worker. What was to leave before today stays late, and a day that somebody chose stays.
    public func callAsFunction() async throws -> Int {
        try await office.transaction(as: .system) { desk in
            let (runs, day) = (DailyRunStore(desk.session), desk.now.date)
            let until = desk.now.adding(minutes: RecountShipping.leaseMinutes)
            guard try runs.claim(.shippingDays, of: day, until: until, at: desk.now) else { return 0 }
            let count = try desk.recountShipping()
            try runs.finish(.shippingDays, of: day, at: desk.now)
            return count
        }
    }
}

extension Desk {
    /// Has planned materials on paper leave by the holidays and the table of now; says how many leave on another day.
    func recountShipping() throws -> Int {
        let moved = try asSystem { () -> [MaterialDelivery.ID] in
            let store = ShippingStore(session)
            let parcels = try store.parcels(leavingFrom: now.date)
            guard !parcels.isEmpty else { return [] }
            let calendar = BusinessCalendar.office(try RateStore(session).holidays())
            let counted = parcels.map { parcel in
                let days = shipping.days(
                    for: parcel.lectureOn,
                    in: parcel.prefecture,
                    calendar,
                    asOf: now.date
                )
                return (parcel: parcel, by: days.printed)
            }
            return try store.leave(counted.filter { $0.by != $0.parcel.shipBy })
        }
        try record("delivery.changed", each: moved.sorted())
        return moved.count
    }
}

/// Whole minutes from the point of one municipality to those of all, and what decides whether one is back the same day.
struct TravelTimes: Sendable {
    /// By car, and by public transport; rounded up, nil where nothing goes.
    private let drive: [Int32]
    private let ride: [Int32]
    private let driveWait: [Int32]
    private let rideWait: [Int32]

    init(_ driving: DrivingTree, _ riding: RidingTree, in network: TravelNetwork) {
        func whole(_ minutes: Double?) -> Int32 { minutes.map { Int32($0.rounded(.up)) } ?? -1 }
        let nodes = network.points.indices
        drive = nodes.map { whole(driving.minutes(to: $0)) }
        ride = nodes.map { whole(riding.minutes(to: $0)) }
        driveWait = driving.waits.map(Int32.init)
        rideWait = nodes.map { Int32(riding.wait(to: $0)) }
    }

    /// Minutes to `node`; nil where nothing goes.
    func minutes(to node: Int, by way: TravelWay) -> Int? {
        let minutes = way == .car ? drive[node] : ride[node]
        return minutes < 0 ? nil : Int(minutes)
    }

    /// Minutes for rare departures.
    func wait(to node: Int, by way: TravelWay) -> Int {
        Int(way == .car ? driveWait[node] : rideWait[node])
    }

    /// The faster way, by car where they are equal; nil where nothing goes.
    func faster(to node: Int) -> TravelWay? {
        switch (drive[node], ride[node]) {
        case (..<0, ..<0): nil
        case (..<0, _): .publicTransport
        case (_, ..<0): .car
        case (let car, let other): other < car ? .publicTransport : .car
        }
    }
}

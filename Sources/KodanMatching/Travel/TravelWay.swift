/// How a journey is made, from door to door.
enum TravelWay: Sendable {
    /// In one's own car, with car ferries.
    case car
    /// By local train and bus, railways, flights and ships.
    case publicTransport
}

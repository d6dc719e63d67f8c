import KodanDomain

/// What a host arranges around a lecture, as JSON; fields that hold nothing are absent.
struct ArrangementsBody: Encodable {
    static let schema = Schema.named(
        "Arrangements",
        .body([
            .optional("department", .text(Example.department), "For the asker and the body's people only."),
            .optional("deputy", ContactBody.schema, "For the asker and the body's people only."),
            .required("flexibility", .choice(Flexibility.self)),
            .optional("nearest_station", .text(Example.wayThere)),
            .required("parking", .choice(Parking.self)), .required("recording", .choice(Recording.self)),
        ])
    )
    /// As it comes in.
    static let formSchema = Schema.named(
        "ArrangementsForm",
        .form([
            .optional("department", .text(Example.department, 1...100)),
            .optional("deputy", RequestFields.contactSchema, "Whom to ask when the contact is away."),
            .optional(
                "flexibility",
                .choice(Flexibility.self),
                "How far the wished times can move; else `fixed`."
            ),
            .optional("nearest_station", .text(Example.wayThere, 1...100), "Of a venue only."),
            .optional("parking", .choice(Parking.self), "Of a venue only; else `unknown`."),
            .optional("recording", .choice(Recording.self), "Who is to see a recording; else `none`."),
        ])
    )

    let department: String?
    let deputy: ContactBody?
    let flexibility: String
    let nearestStation: String?
    let parking: String
    let recording: String

    init(_ arrangements: Arrangements) {
        department = arrangements.department
        deputy = arrangements.deputy.map { ContactBody($0) }
        flexibility = arrangements.flexibility.rawValue
        nearestStation = arrangements.nearestStation
        parking = arrangements.parking.rawValue
        recording = arrangements.recording.rawValue
    }
}

extension Form {
    /// This object's own arrangements for a lecture at `place`; nil if one of them is wrong.
    func arrangements(at place: LecturePlace?) -> Arrangements? {
        let department = made("department", .optional) { text throws(FieldRefused) in
            try text.plainText(.department, atMost: 100)
        }
        let deputy = part("deputy", .optional)?.contact()
        let flexibility = choice("flexibility", .optional, of: Flexibility.self)
        let station = made("nearest_station", .optional) { text throws(FieldRefused) in
            try text.plainText(.nearestStation, atMost: 100)
        }
        let parking = choice("parking", .optional, of: Parking.self)
        let recording = choice("recording", .optional, of: Recording.self)
        let hasVenue = place?.venue != nil
        if place != nil, !hasVenue {
            if station != nil { faults.add(pointer(to: "nearest_station"), .absentWithout(.venue)) }
            if parking != nil, parking != .unknown {
                faults.add(pointer(to: "parking"), .absentWithout(.venue))
            }
        }
        return try? Arrangements(
            department: department,
            deputy: deputy,
            flexibility: flexibility ?? .fixed,
            nearestStation: hasVenue ? station : nil,
            parking: hasVenue ? parking ?? .unknown : .unknown,
            recording: recording ?? .none
        )
    }
}

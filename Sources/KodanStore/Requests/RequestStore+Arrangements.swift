import KodanDomain
import Postgres

extension RequestStore {
    /// What a row of requests says of the arrangements.
    static let arrangementColumns: SQL = """
        request.contact_department, request.deputy_name, request.deputy_email, request.deputy_phone,
        request.flexibility, request.nearest_station, request.parking, request.recording
        """
}

extension Row {
    /// The arrangements of a row of requests.
    func arrangements() throws(PostgresError) -> Arrangements {
        let department: String? = try optional("contact_department")
        let deputy = try deputy()
        let flexibility: Flexibility = try value("flexibility")
        let station: String? = try optional("nearest_station")
        let parking: Parking = try value("parking")
        let recording: Recording = try value("recording")
        return try valid("contact_department") { () throws(FieldRefused) in
            try Arrangements(
                department: department,
                deputy: deputy,
                flexibility: flexibility,
                nearestStation: station,
                parking: parking,
                recording: recording
            )
        }
    }

    private func deputy() throws(PostgresError) -> Contact? {
        guard let name: String = try optional("deputy_name") else { return nil }
        let email: EmailAddress = try value("deputy_email")
        let phone: PhoneNumber = try value("deputy_phone")
        return try valid("deputy_name") { () throws(FieldRefused) in
            try Contact(name: name, email: email, phone: phone)
        }
    }
}

public import KodanDomain
public import Postgres

extension RequestStore {
    /// Puts a draft under another programme.
    public func setProgramme(
        _ programme: Programme.ID,
        of draft: LectureRequest.ID
    ) throws(PostgresError) {
        try session.change("UPDATE lecture_request SET programme_id = \(programme) WHERE id = \(draft)")
    }

    /// Writes a draft's wished times in place of those that stood there; the schema keeps those of other requests.
    public func replaceSlots(of draft: StoredRequest, by slots: [TimeRange]) throws(PostgresError) {
        try session.execute("DELETE FROM request_slot WHERE request_id = \(draft.id)")
        try insert(slots, of: draft.id, round: draft.round)
    }

    /// What the request says, as its asker wrote it; it may lack its wished times.
    public func draft(of request: StoredRequest) throws(PostgresError) -> RequestDraft {
        let slots = try slots(of: request).map(\.during)
        let exclusions = try exclusions(of: request.id)
        guard let asker = request.asker else {
            throw .decoding(column: "organization_id", expected: "who asks")
        }
        return try session.one(
            """
            SELECT programme.code AS programme, request.contact_name, request.contact_email, request.contact_phone,
                   request.title, request.purpose, request.audience, request.expected_attendance,
                   request.open_to_public, request.place, request.venue_name, request.venue_municipality_code,
                   request.venue_address, request.topic_code, request.required_level, request.equipment,
                   request.printed_copies, request.preferred_presenter_id, \(RequestStore.arrangementColumns)
              FROM lecture_request AS request
              JOIN programme ON programme.id = request.programme_id
             WHERE request.id = \(request.id)
            """
        ) { row throws(PostgresError) in
            try row.draft(of: asker, slots: slots, excluding: exclusions)
        }
    }
}

extension Row {
    fileprivate func draft(
        of asker: Asker,
        slots: [TimeRange],
        excluding exclusions: [RequestExclusion]
    ) throws(PostgresError) -> RequestDraft {
        let programme: ProgrammeCode = try value("programme")
        let contact = try contact()
        let title: String = try value("title")
        let purpose: String = try value("purpose")
        let audience: String = try value("audience")
        let attendance: Int = try value("expected_attendance")
        let isOpenToPublic: Bool = try value("open_to_public")
        let place = try lecturePlace()
        let topic: TopicCode = try value("topic_code")
        let level: Int = try value("required_level")
        let equipment: String = try value("equipment")
        let arrangements = try arrangements()
        let copies: Int = try value("printed_copies")
        let preferred: Presenter.ID? = try optional("preferred_presenter_id")
        return try valid("title") { () throws(FieldRefused) in
            try RequestDraft(
                programme: programme,
                asker: asker,
                contact: contact,
                title: title,
                purpose: purpose,
                audience: audience,
                expectedAttendance: attendance,
                isOpenToPublic: isOpenToPublic,
                place: place,
                topic: topic,
                requiredLevel: level,
                equipment: equipment,
                arrangements: arrangements,
                printedCopies: copies,
                preferredPresenter: preferred,
                excludedPresenters: exclusions,
                slots: slots,
                isComplete: false
            )
        }
    }

    private func lecturePlace() throws(PostgresError) -> LecturePlace {
        let code: String = try value("place")
        guard let venue = try venue() else { return .online }
        return code == "both" ? .both(venue) : .venue(venue)
    }

    /// The person to ask of a row of requests.
    func contact() throws(PostgresError) -> Contact {
        let name: String = try value("contact_name")
        let email: EmailAddress = try value("contact_email")
        let phone: PhoneNumber = try value("contact_phone")
        return try valid("contact_name") { () throws(FieldRefused) in
            try Contact(name: name, email: email, phone: phone)
        }
    }

    /// The venue of a row of requests; nil online, where a name of the meeting may stand.
    func venue() throws(PostgresError) -> Venue? {
        guard let municipality: MunicipalityCode = try optional("venue_municipality_code") else { return nil }
        let name: String = try value("venue_name")
        let address: String = try value("venue_address")
        return try valid("venue_name") { () throws(FieldRefused) in
            try Venue(name: name, municipality: municipality, address: address)
        }
    }
}

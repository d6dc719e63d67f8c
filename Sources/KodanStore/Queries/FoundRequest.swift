import KodanDomain
import Postgres

/// A row of the query, read whole.
struct FoundRequest {
    let summary: RequestSummary
    let programmeName: String
    let topicName: String
    let contact: Contact
    let purpose: String
    let audience: String
    let isOpenToPublic: Bool
    let venue: Venue?
    let requiredLevel: Int
    let equipment: String
    let arrangements: Arrangements
    let printedCopies: Int
    let preferredPresenter: Presenter.ID?
    let excludedPresenters: [RequestExclusion]
    let slots: [WishedSlot]
    let assignment: AssignmentSummary?
    let reason: String?
    let cancelledBy: Side?
    let noticeDays: Int?

    init(row: Row) throws(PostgresError) {
        let wished = try row.wishedSlots()
        slots = wished
        summary = try RequestSummary(row: row) { _ in wished.first { $0.ordinal == 1 }?.during }
        programmeName = try row.value("programme_name")
        topicName = try row.value("topic_name")
        contact = try row.contact()
        purpose = try row.value("purpose")
        audience = try row.value("audience")
        isOpenToPublic = try row.value("open_to_public")
        venue = try row.venue()
        requiredLevel = try row.value("required_level")
        equipment = try row.value("equipment")
        arrangements = try row.arrangements()
        printedCopies = try row.value("printed_copies")
        preferredPresenter = try row.optional("preferred_presenter_id")
        excludedPresenters = try row.unwishedPresenters()
        assignment = try row.isNull("assignment_id") ? nil : AssignmentSummary(row: row)
        reason = try row.optional("state_reason")
        cancelledBy = try row.optional("cancelled_by")
        noticeDays = try row.optional("notice_days")
    }
}

extension Row {
    fileprivate func wishedSlots() throws(PostgresError) -> [WishedSlot] {
        let ids: [Slot.ID] = try value("slot_ids")
        let ordinals: [Int] = try value("slot_ordinals")
        let starts: [Instant] = try value("slot_starts")
        let ends: [Instant] = try value("slot_ends")
        var slots: [WishedSlot] = []
        for index in ids.indices {
            guard let during = TimeRange(start: starts[index], end: ends[index]) else {
                throw .decoding(column: "slot_ends", expected: "a time after its start")
            }
            slots.append(WishedSlot(id: ids[index], ordinal: ordinals[index], during: during))
        }
        return slots
    }

    fileprivate func unwishedPresenters() throws(PostgresError) -> [RequestExclusion] {
        let presenters: [Presenter.ID] = try value("unwished_presenters")
        let reasons: [String] = try value("unwished_reasons")
        var exclusions: [RequestExclusion] = []
        for (presenter, reason) in zip(presenters, reasons) {
            exclusions.append(
                try valid("unwished_reasons") { () throws(FieldRefused) in
                    try RequestExclusion(presenter, reason: reason)
                }
            )
        }
        return exclusions
    }
}

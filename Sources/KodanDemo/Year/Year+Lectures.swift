import KodanDomain
import KodanImport
import KodanService
import KodanStore

extension Year {
    /// The clerk sends what was planned when the presenter was bound.
    func sendMaterials(_ index: Int, _ lecture: Assignment.ID) async throws {
        guard let during = lives[index].during, isBound(index, to: lecture) else { return }
        let materials = DeliverMaterials(office: crew.office)
        let planned = try await ReadDeliveries(office: crew.office)(
            of: lecture,
            states: [.planned],
            as: crew.clerk
        )
        let parcels = planned.items.map(\.id)
        for parcel in parcels { try await materials.send(parcel, as: crew.clerk) }
        let arrival = clock.now.date.adding(days: dice.within(1...3))
        schedule(.receiveMaterials(index, parcels), on: min(arrival, during.date))
    }

    /// What was sent has arrived, or comes back where the lecture is off by now.
    func receiveMaterials(_ index: Int, _ parcels: [MaterialDelivery.ID]) async throws {
        let materials = DeliverMaterials(office: crew.office)
        for parcel in parcels {
            let delivery = try await ReadDeliveries(office: crew.office)(parcel, as: crew.clerk)
            guard delivery.state == .sent else { continue }
            if isBound(index, to: delivery.assignment) {
                try await materials.receive(parcel, as: crew.clerk)
            } else {
                try await materials.takeBack(parcel, as: crew.clerk)
            }
        }
    }

    /// The presenter did not come; the host is called about new dates.
    func missLecture(_ index: Int, _ lecture: Assignment.ID) async throws {
        guard isBound(index, to: lecture) else { return }
        lives[index].hadMishap = true
        lives[index].during = nil
        try await RecordNoShow(office: crew.office)(
            lecture,
            absent: .presenter,
            because: texts.one("no_show"),
            as: crew.coordinator
        )
        schedule(.reschedule(index), on: clock.now.date.adding(days: 4))
    }

    /// New dates some weeks later; the request waits for a match again.
    func reschedule(_ index: Int) async throws {
        guard let id = lives[index].id, !lives[index].isOver else { return }
        let old = plans[index].slots[0]
        var slots: [TimeRange] = []
        for days in [28, 32, 37] {
            let day = try calendar.shift(clock.now.date.adding(days: days), .next)
            let moved = old.date.days(until: day)
            if let slot = TimeRange(start: old.start.adding(days: moved), minutes: old.minutes),
                !slots.contains(slot)
            {
                slots.append(slot)
            }
        }
        try await RescheduleRequest(office: crew.office)(id, to: slots, as: crew.coordinator)
        lives[index].isOpen = true
    }

    /// The presenter reports the lecture and claims the journey.
    func report(_ index: Int, _ lecture: Assignment.ID) async throws {
        guard isBound(index, to: lecture), let during = lives[index].during,
            let presenter = lives[index].presenter
        else { return }
        lives[index].attendance = max(1, plans[index].attendance * dice.within(70...115) / 100)
        let report = try LectureReportDraft(
            held: during,
            minutes: during.minutes,
            attendance: lives[index].attendance,
            summary: texts.any("summary", &dice),
            travel: lives[index].isOnline ? [] : try claims(index, on: during.date, by: presenter)
        )
        _ = try await ReportLecture(office: crew.office)(lecture, report, as: crew.presenter(presenter))
        done.lectures += 1
    }

    /// The host confirms the lecture; where there is none a coordinator decides on the attendance sheet.
    func confirm(_ index: Int, _ lecture: Assignment.ID) async throws {
        guard isBound(index, to: lecture), let during = lives[index].during else { return }
        let attendance = lives[index].attendance > 0 ? lives[index].attendance : plans[index].attendance
        let confirmation = try HostConfirmationDraft(
            minutes: during.minutes,
            attendance: attendance,
            satisfaction: dice.pick([3, 4, 4, 4, 5, 5]),
            wouldAskAgain: dice.chance(85),
            comment: texts.any("comment", &dice)
        )
        let confirming = ConfirmLecture(office: crew.office)
        if let host = lives[index].hostUser {
            _ = try await confirming(lecture, confirmation, as: .user(host, as: .host))
            return
        }
        let sheet = "\(try texts.one("sheet")) \(lecture) \(during.date) \(attendance)\n"
        let evidence = try await FileEvidence(office: crew.office, folder: folder.evidence)(
            Array(sheet.utf8),
            named: "attendance-\(lecture).txt",
            kind: .attendanceSheet,
            for: lecture,
            as: crew.coordinator
        )
        _ = try await confirming.decide(
            lecture,
            confirmation,
            on: evidence,
            because: texts.one("evidence"),
            as: crew.coordinator
        )
    }

    /// Whether the request is still bound by this assignment.
    private func isBound(_ index: Int, to lecture: Assignment.ID) -> Bool {
        !lives[index].isOver && lives[index].lecture == lecture && lives[index].during != nil
    }

    private func claims(_ index: Int, on day: LocalDate, by presenter: Int) throws -> [TravelClaim] {
        let home = try places.municipality(crew.presenters[presenter].municipality)
        let there = try place(of: plans[index])
        return try Journey(minutes: lives[index].travelMinutes, from: home.name, to: there.name).claims(
            on: day
        )
    }
}

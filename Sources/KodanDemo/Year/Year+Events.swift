import KodanDomain
import KodanService

extension Year {
    /// The body schedules its own seminars and conferences: those of the founding document, at the same places as many
    /// years later, each on the next day on which offices are open.
    func scheduleEvents() async throws {
        let founding = FiscalYear(containing: day(2019, 4, 1))
        let schedule = try await ReadProgrammes(office: crew.office)
            .schedule(in: founding, as: crew.administrator)
        for entry in schedule {
            let (event, held) = (entry.event, entry.event.heldOn)
            let years = FiscalYear.demo.startYear - founding.startYear
            let on = try calendar.shift(day(held.year + years, held.month, held.day), .next)
            let key = try await AddProgrammeEvent(office: crew.office)(
                ProgrammeEvent(
                    programme: event.programme,
                    heldOn: on,
                    place: event.place,
                    capacity: event.capacity
                ),
                as: crew.administrator
            )
            // In the year before the founding document seminars were full to some seven tenths, conferences to half.
            let came = event.capacity * eventDice.within(50...90) / 100
            self.schedule(.countEvent(key, came), on: on.adding(days: 1))
        }
    }

    /// The day after, how many came.
    func count(_ attendance: Int, at event: ProgrammeEvent.ID) async throws {
        try await CountProgrammeEvent(office: crew.office)(attendance, at: event, as: crew.administrator)
    }
}

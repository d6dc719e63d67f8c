import KodanDomain

@testable import KodanMatching

/// Random presenters and requests in a box of Japan.
struct RandomFacts {
    var presenters: [PresenterFacts] = []
    var requests: [RequestFacts] = []

    init(presenters: Int, requests: Int, using dice: inout Dice) {
        let clocks = ["0:30", "9:00", "13:00", "18:30", "21:30"]
        let first = day("2027-03-22")
        for index in 0..<presenters {
            var presenter = PresenterFacts(
                id: Int64(1000 + index),
                base: Self.anywhere(&dice),
                reachMinutes: [5, 40, 90, 180][dice.roll(4)],
                monthlyCap: 1 + dice.roll(3),
                yearlyCap: 1 + dice.roll(4)
            )
            presenter.isActive = dice.roll(20) > 0
            presenter.acceptsOnline = dice.roll(3) == 0
            presenter.qualifiedProgrammes = dice.roll(8) == 0 ? [2] : [1, 2]
            presenter.topics = Dictionary((0...dice.roll(3)).map { _ in (Int64(dice.roll(4)), dice.roll(4)) })
            { $1 }
            for weekday in Weekday.allCases where dice.roll(4) > 0 {
                presenter.availability[weekday] = dice.roll(3) == 0 ? [.wholeDay] : Self.officeHours
            }
            if dice.roll(5) == 0 {
                let start = first.adding(days: dice.roll(20))
                presenter.blackouts = [DateRange(start...start.adding(days: 5))]
            }
            if dice.roll(2) == 0 {
                let time = slot(first.adding(days: dice.roll(20)), clocks[dice.roll(5)])
                presenter.commitments = [Commitment(time: time, place: Self.anywhere(&dice))]
                presenter.lecturesByMonth[time.date.yearMonth] = 1
                presenter.lecturesByYear[FiscalYear(containing: time.date)] = 1
            }
            presenter.organizations = [Int64(dice.roll(12))]
            presenter.excludedOrganizations = [Int64(dice.roll(40))]
            presenter.lecturedAt = [Int64(index % 12), Int64((5 * index + 3) % 12)]
            self.presenters.append(presenter)
        }
        for index in 0..<requests {
            let mode = dice.roll(4)
            var request = RequestFacts(
                id: Int64(1 + index),
                programme: Int64(1 + dice.roll(2)),
                topic: Int64(dice.roll(4)),
                organization: Int64(dice.roll(12)),
                venue: mode == 0 ? nil : Self.anywhere(&dice),
                allowsOnline: mode == 1,
                slots: (0...dice.roll(3)).map { _ in
                    slot(first.adding(days: dice.roll(20)), clocks[dice.roll(5)])
                }
            )
            request.requiredLevel = dice.roll(4)
            if dice.roll(6) == 0 { request.pinnedPresenter = Int64(1000 + dice.roll(presenters)) }
            if dice.roll(6) == 0 { request.preferredPresenter = Int64(1000 + dice.roll(presenters)) }
            request.excludedPresenters = [Int64(1000 + dice.roll(presenters))]
            request.refusedBy = [Int64(1000 + dice.roll(presenters))]
            self.requests.append(request)
        }
    }

    /// Adds presenters all over Japan, and lets nobody go far, so that most places are empty.
    mutating func addBystanders(_ count: Int, using dice: inout Dice) {
        for index in 0..<count {
            var bystander = presenters[dice.roll(presenters.count)]
            bystander.id = Int64(5000 + index)
            bystander.base = place(
                Int32(31_000_000 + dice.roll(14_000_000)),
                Int32(130_000_000 + dice.roll(15_000_000))
            )
            presenters.append(bystander)
        }
        for index in presenters.indices {
            presenters[index].reachMinutes = min(presenters[index].reachMinutes, 40)
        }
    }

    private static let officeHours = [DayWindow(start: 540, end: 1260)].compactMap(\.self)

    private static func anywhere(_ dice: inout Dice) -> Place {
        place(Int32(34_800_000 + dice.roll(1_200_000)), Int32(138_900_000 + dice.roll(1_500_000)))
    }
}

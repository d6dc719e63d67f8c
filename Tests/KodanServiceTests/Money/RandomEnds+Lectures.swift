import KodanDomain
import KodanService
import KodanTestSupport
import Postgres

extension RandomEnds {
    /// How an assignment ends.
    private enum End: CaseIterable {
        case given, net, declined, ownLecture, ownLectureWithdrawn
        case replaced, withdrawn, cancelled, hostAbsent, presenterAbsent
    }

    private struct Lecture {
        let request: LectureRequest.ID
        let bond: Assignment.ID
        let lecturer: Lecturer
        let spare: Lecturer
        let end: End
        let during: TimeRange
    }

    /// The lectures of July, each with an end of its own, and behind them those that get new days.
    mutating func lectures() async throws {
        var planned: [Lecture] = []
        for (index, end) in End.allCases.shuffled(using: &numbers).enumerated() {
            if let lecture = try await plan(end, RandomEnds.afternoon(index)) { planned.append(lecture) }
        }
        var again: [Lecture] = []
        for lecture in planned {
            scene.cast.pass(lecture.during)
            if let renewed = try await end(lecture) { again.append(renewed) }
            if roll(4) == 0 { try await calculate(upTo: lecture.during.date) }
        }
        for lecture in again { try await give(lecture) }
    }

    /// So many days after the first.
    private static func afternoon(_ days: Int) -> TimeRange {
        TimeRange(start: Cast.afternoon.start.adding(days: days), minutes: 90) ?? Cast.afternoon
    }

    /// A request with a presenter who is bound; nil if it is called off long before.
    private mutating func plan(_ end: End, _ during: TimeRange) async throws -> Lecture? {
        let first = try await lecturer(promised: end == .net)
        let spare = try await lecturer(besides: first)
        let (request, bond): (LectureRequest.ID, Assignment.ID)
        switch end {
        case .ownLecture, .ownLectureWithdrawn:
            let own = try await scene.cast.selfHosted(by: first, with: host, at: [during])
            (request, bond) = (own.request, own.assignment)
        default:
            let dispatched = try await scene.cast.approved(by: host, at: [during])
            (request, bond) = (dispatched, try await scene.bind(first, to: dispatched))
        }
        owed[bond] = Owed()
        done.append("\(bond) \(end)")
        let lecture = Lecture(
            request: request,
            bond: bond,
            lecturer: first,
            spare: spare,
            end: end,
            during: during
        )
        switch end {
        case .given, .net, .declined, .ownLecture, .hostAbsent, .presenterAbsent: return lecture
        case .ownLectureWithdrawn:
            try await withdraw(lecture)
            return nil
        case .cancelled:
            try await CancelRequest(office: office)(request, by: .host, because: "台風", as: host.credential)
            try await travelled(lecture)
            return nil
        case .replaced:
            _ = try await ReplacePresenter(office: office)(bond, by: .body, because: "調整", as: coordinator)
            try await travelled(lecture)
        case .withdrawn: try await withdraw(lecture)
        }
        return try await successor(of: lecture, at: during)
    }

    private func withdraw(_ lecture: Lecture) async throws {
        try await WithdrawFromAssignment(office: office)(
            lecture.bond,
            because: "急用",
            as: lecture.lecturer.credential
        )
    }

    /// The spare presenter takes the lecture, which is then given.
    private mutating func successor(of lecture: Lecture, at during: TimeRange) async throws -> Lecture {
        let bond = try await scene.bind(lecture.spare, to: lecture.request)
        owed[bond] = Owed()
        done.append("\(bond) after \(lecture.bond)")
        // Now and then for nothing, while somebody else may wait for their travel.
        return Lecture(
            request: lecture.request,
            bond: bond,
            lecturer: lecture.spare,
            spare: lecture.spare,
            end: roll(3) == 0 ? .declined : .given,
            during: during
        )
    }

    /// Travel to a lecture that was not given, or none.
    private mutating func travelled(_ lecture: Lecture) async throws {
        let (cash, ticket) = (Int64(roll(3)) * 2_340, Int64(roll(2)) * 700)
        done.append("\(lecture.bond) travelled for \(cash) and \(ticket)")
        owed[lecture.bond] = Owed(travel: cash, direct: ticket)
        guard roll(3) > 0 else {
            unclaimed.append(
                Unclaimed(
                    bond: lecture.bond,
                    lecturer: lecture.lecturer,
                    during: lecture.during,
                    cash: cash,
                    ticket: ticket
                )
            )
            return
        }
        try await scene.settle(
            lecture.bond,
            of: lecture.lecturer,
            lecture.during,
            cash: cash,
            ticket: ticket
        )
    }

    /// What happens on the day; the lecture on a later one if there is to be one.
    private mutating func end(_ lecture: Lecture) async throws -> Lecture? {
        let absent: Side
        switch lecture.end {
        case .hostAbsent: absent = .host
        case .presenterAbsent: absent = .presenter
        default:
            try await give(lecture)
            return nil
        }
        try await RecordNoShow(office: office)(
            lecture.bond,
            absent: absent,
            because: "不在",
            as: coordinator
        )
        if absent == .host { try await travelled(lecture) }
        guard roll(2) == 0 else {
            try await CancelRequest(office: office)(
                lecture.request,
                by: absent,
                because: "不在",
                as: coordinator
            )
            return nil
        }
        let during = RandomEnds.afternoon(19 + renewals)
        renewals += 1
        try await RescheduleRequest(office: office)(lecture.request, to: [during], as: host.credential)
        return try await successor(of: lecture, at: during)
    }

    /// 10,000 yen an hour by the table, what leaves a net promise at 10.21 %, or nothing.
    private mutating func give(_ lecture: Lecture) async throws {
        let minutes = roll(2) == 0 ? 60 : 90
        let isNet = lecture.end == .net
        let (cash, ticket) = isNet ? (0, 0) : (Int64(roll(3)) * 1_110, Int64(roll(2)) * 700)
        try await scene.report(
            lecture.bond,
            of: lecture.lecturer,
            lecture.during,
            minutes: minutes,
            cash: cash,
            ticket: ticket
        )
        if !isNet, lecture.end != .declined, roll(4) == 0 {
            unconfirmed.append(Unconfirmed(bond: lecture.bond, minutes: minutes))
            done.append("\(lecture.bond) is not confirmed")
        } else {
            try await scene.confirm(lecture.bond, for: host, minutes: minutes)
        }
        var fee = Int64(minutes) / 30 * 5_000
        if isNet {
            fee = 20_000 * 10_000 / 8_979
            try await agree(.net(Yen(20_000)), lecture.bond)
        }
        if lecture.end == .declined {
            fee = 0
            try await agree(.declined, lecture.bond)
            if cash + ticket == 0 { declined[lecture.bond] = minutes }
        }
        owed[lecture.bond] = Owed(fee: fee, travel: cash, direct: ticket)
        done.append("\(lecture.bond) given for \(fee) and \(cash)")
    }
}

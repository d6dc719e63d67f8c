import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Attesting a lecture", .database)
struct AttestationTests {
    @Test("waits until it is over, is for its own sides, and is done once by each")
    func refusals() async throws {
        let cast = Cast()
        let host = try await cast.host(1)
        let other = try await cast.host(2)
        let lecturer = try await cast.lecturer(1)
        let stranger = try await cast.lecturer(2)
        let (_, assignment) = try await cast.assigned(lecturer, to: host)
        let report = ReportLecture(office: cast.office)
        let confirm = ConfirmLecture(office: cast.office)
        cast.database.clock.set(Cast.afternoon.end.adding(minutes: -1))
        await #expect(throws: Refusal.notOverYet(assignment)) {
            try await report(assignment, try lectureReport(), as: lecturer.credential)
        }
        await #expect(throws: Refusal.notOverYet(assignment)) {
            try await confirm(assignment, try hostConfirmation(), as: host.credential)
        }
        cast.pass()
        await #expect(throws: Refusal.notFound("\(assignment)")) {
            try await report(assignment, try lectureReport(), as: stranger.credential)
        }
        await #expect(throws: Refusal.notFound("\(assignment)")) {
            try await confirm(assignment, try hostConfirmation(), as: other.credential)
        }
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await report(assignment, try lectureReport(), as: host.credential)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await confirm(assignment, try hostConfirmation(), as: lecturer.credential)
        }
        _ = try await confirm(assignment, try hostConfirmation(), as: host.credential)
        _ = try await report(assignment, try lectureReport(), as: lecturer.credential)
        await #expect(throws: Refusal.attestedAlready(assignment)) {
            try await report(assignment, try lectureReport(), as: lecturer.credential)
        }
        await #expect(throws: Refusal.attestedAlready(assignment)) {
            try await confirm(assignment, try hostConfirmation(), as: cast.coordinator)
        }
    }

    @Test("without a co-host is a coordinator's decision on evidence of that lecture")
    func evidence() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.selfHosted(by: lecturer)
        cast.pass()
        let confirm = ConfirmLecture(office: cast.office)
        await #expect(throws: Refusal.attestationWantsEvidence(assignment)) {
            try await confirm(assignment, try hostConfirmation(), as: cast.coordinator)
        }
        await #expect(throws: Refusal.attestationWantsEvidence(assignment)) {
            try await confirm.decide(
                assignment,
                try hostConfirmation(),
                on: Evidence.ID(999),
                because: "写真",
                as: cast.coordinator
            )
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await confirm.decide(
                assignment,
                try hostConfirmation(),
                on: Evidence.ID(1),
                because: "写真",
                as: lecturer.credential
            )
        }
        let evidence = try await cast.office.transaction(as: lecturer.credential) { desk in
            let file = EvidenceFile(
                kind: .attendanceSheet,
                sha256: [UInt8](repeating: 7, count: 32),
                byteCount: 10,
                mediaType: "application/pdf",
                name: "名簿.pdf"
            )
            return try AttestationStore(desk.session).insert(
                file,
                of: assignment,
                by: desk.actor,
                at: desk.now
            )
        }
        _ = try await ReportLecture(office: cast.office)(
            assignment,
            try lectureReport(),
            as: lecturer.credential
        )
        _ = try await confirm.decide(
            assignment,
            try hostConfirmation(),
            on: evidence,
            because: "名簿で確認",
            as: cast.coordinator
        )
        #expect(try await cast.state(of: request) == "attested")
    }
}

@Suite("A presenter who withdraws", .database)
struct WithdrawalTests {
    @Test("leaves the request as the host wrote it, for another; printed materials come back")
    func dispatched() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer(1)
        let other = try await cast.lecturer(2, in: "14104")
        try await cast.database.owner.transaction { session in
            try session.script("DELETE FROM material_pack; DELETE FROM edition; DELETE FROM material")
            try session.execute(
                "INSERT INTO material (code, name_ja, name_en, medium) VALUES ('leaflet', '冊子', 'Leaflet', 'printed')"
            )
            try session.execute(
                "INSERT INTO edition (material_id, label, issued_on) SELECT max(id), '1', '2026-04-01' FROM material"
            )
        }
        let (request, assignment) = try await cast.assigned(lecturer, to: host)
        let deliver = DeliverMaterials(office: cast.office)
        let clerk = cast.database.staff.clerk
        let delivery = try #require(try await deliver.plan(for: assignment, as: clerk).first)
        #expect(try await deliver.plan(for: assignment, as: clerk) == [])
        await #expect(throws: Refusal.deliveryState(delivery, .planned)) {
            try await deliver.receive(delivery, as: clerk)
        }
        await #expect(throws: Refusal.notPermitted(.presenter)) {
            try await deliver.send(delivery, as: lecturer.credential)
        }
        let edition = try await ReadDeliveries(office: cast.office)(delivery, as: clerk).editionID
        _ = try await MoveStock(office: cast.office).receive(30, of: edition, as: clerk)
        try await deliver.send(delivery, carrierNumber: "1234", as: clerk)
        let written =
            "SELECT concat_ws('|', title, contact_email, venue_name, round) FROM lecture_request" as SQL
        let before = try await cast.texts(written)
        let withdraw = WithdrawFromAssignment(office: cast.office)
        await #expect(throws: Refusal.notFound("\(assignment)")) {
            try await withdraw(assignment, because: "病気", as: other.credential)
        }
        try await withdraw(assignment, because: "病気", as: lecturer.credential)
        #expect(try await cast.texts(written) == before)
        #expect(try await cast.state(of: request) == "approved")
        #expect(try await cast.state(of: assignment) == "released")
        #expect(try await cast.texts("SELECT state || quantity FROM material_delivery") == ["sent30"])
        #expect(
            try await cast.texts("SELECT kind || ' ' || tried FROM desk_entry")
                == ["return_expected \(delivery) leaflet 2026-06-29"]
        )
        try await deliver.takeBack(delivery, as: clerk)
        #expect(try await cast.texts("SELECT state || quantity FROM material_delivery") == ["returned30"])
        #expect(try await cast.mails().last == "presenter_withdrew contact@org.example.jp")
        await #expect(throws: Refusal.assignmentState(assignment, .released)) {
            try await deliver.plan(for: assignment, as: clerk)
        }
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.presenter) == [other.id])
    }

    @Test("from their own lecture cancels it")
    func selfHosted() async throws {
        let cast = Cast()
        let lecturer = try await cast.lecturer()
        let (request, assignment) = try await cast.selfHosted(by: lecturer)
        let withdraw = WithdrawFromAssignment(office: cast.office)
        await #expect(throws: Refusal.field(FieldRefused(.reason, expected: .present))) {
            try await withdraw(assignment, because: "", as: lecturer.credential)
        }
        try await withdraw(assignment, because: "病気", as: lecturer.credential)
        #expect(try await cast.state(of: request) == "cancelled")
    }
}

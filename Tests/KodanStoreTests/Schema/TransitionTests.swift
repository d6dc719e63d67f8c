import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import SQL
import Testing

/// One step from state to state.
private struct Step: Hashable {
    let from: String
    let to: String
}

@Suite("The steps from state to state", .database)
struct TransitionTests {
    private func steps(of subject: String) async throws -> Set<Step> {
        let rows = try await TestDatabase.current.owner.transaction { session in
            try session.rows(
                """
                SELECT from_state, to_state
                  FROM state_transition
                 WHERE subject = \(subject)
                 ORDER BY from_state, to_state
                """
            ) { row throws(PostgresError) -> [String] in
                [try row.value("from_state"), try row.value("to_state")]
            }
        }
        return Set(rows.map { Step(from: $0[0], to: $0[1]) })
    }

    /// Every step that the domain allows.
    private func steps<State: CaseIterable & RawRepresentable<String>, Event: CaseIterable>(
        _ after: (State, Event) throws -> State
    ) -> Set<Step> {
        var steps: Set<Step> = []
        for state in State.allCases {
            for event in Event.allCases {
                guard let next = try? after(state, event) else { continue }
                steps.insert(Step(from: state.rawValue, to: next.rawValue))
            }
        }
        return steps
    }

    @Test("of a request are the same in the domain and in the database")
    func requests() async throws {
        #expect(
            try await steps(of: "lecture_request")
                == steps { (state: RequestState, event: RequestEvent) in try state.after(event) }
        )
    }

    @Test("of an offer are the same in the domain and in the database")
    func offers() async throws {
        #expect(
            try await steps(of: "offer")
                == steps { (state: OfferState, event: OfferEvent) in try state.after(event) }
        )
    }

    @Test("of an assignment are the same in the domain and in the database")
    func assignments() async throws {
        #expect(
            try await steps(of: "assignment")
                == steps { (state: AssignmentState, event: AssignmentEvent) in try state.after(event) }
        )
    }

    @Test("of a proposed change are the same in the domain and in the database")
    func changes() async throws {
        #expect(
            try await steps(of: "change_proposal")
                == steps { (state: ChangeState, event: ChangeEvent) in try state.after(event) }
        )
    }

    @Test("of materials are the same in the domain and in the database")
    func deliveries() async throws {
        #expect(
            try await steps(of: "material_delivery")
                == steps { (state: DeliveryState, event: DeliveryEvent) in try state.after(event) }
        )
    }

    @Test("of a payment are the same in the domain and in the database")
    func payments() async throws {
        #expect(
            try await steps(of: "payment")
                == steps { (state: PaymentState, event: PaymentEvent) in try state.after(event) }
        )
    }

    @Test("are written by the schema alone, whoever the server acts as", arguments: [Credential.system, nil])
    func law(credential: Credential?) async throws {
        let database = TestDatabase.current
        let credential = credential ?? database.staff.administrator
        for statement in [
            "INSERT INTO state_transition VALUES ('payment', 'paid', 'draft')",
            "UPDATE state_transition SET to_state = 'paid' WHERE from_state = 'draft'",
        ] {
            let refused = await #expect(throws: PostgresError.self) {
                try await database.office.transaction(as: credential) { desk in
                    try desk.session.execute("\(unsafeSQL: statement)")
                }
            }
            #expect(refused?.sqlState == "42501", "\(statement)")
        }
    }
}

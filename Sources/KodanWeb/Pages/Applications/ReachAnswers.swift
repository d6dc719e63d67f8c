import Hummingbird
import KodanDomain
import KodanPages
import KodanService

/// What the office says of who could come, while a request is being typed.
struct ReachAnswers: Sendable {
    let office: Office

    func addRoutes(to router: Router<KodanContext>, _ deadlines: Deadlines, within timeout: Duration) {
        router.get("reach") { request, _ in
            // A query is written as the body of a form is.
            let typed = try TypedForm(
                Array((request.uri.query ?? "").utf8),
                type: "application/x-www-form-urlencoded"
            )
            let told = try await deadlines.cancelling(after: timeout) { try await sentence(typed) }
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: told))
            )
        }
    }

    /// What is said of what was typed so far; whatever is not yet right is left aside.
    func sentence(_ typed: TypedForm) async throws -> String {
        let times = (0..<RequestFormTexts.slotCount).compactMap { typed.time(of: "slots/\($0)") }
        let topic = typed["topic"].flatMap { try? TopicCode($0) }
        let count = CountReach(office: office)
        guard typed["place"] != "online" else {
            return ReachTexts.sentence(
                try await count(in: nil, at: times, topic: topic),
                place: nil,
                isDated: !times.isEmpty
            )
        }
        if let text = typed["venue/municipality"], let code = try? MunicipalityCode(text),
            let place = try await ReadOffering(office: office).place(of: code)
        {
            let found = try await count(in: code, at: times, topic: topic)
            return ReachTexts.sentence(found, place: place, isDated: !times.isEmpty)
        }
        guard let text = typed["venue/postal_code"], let code = try? PostalCode(text) else {
            return ReachTexts.unknown
        }
        do {
            let towns = try await ReadOffering(office: office).towns(at: code)
            let found = try await count(in: towns[0].municipality, at: times, topic: topic)
            return ReachTexts.sentence(found, place: towns[0].place, isDated: !times.isEmpty)
        } catch Refusal.notFound { return ReachTexts.noPlace }
    }
}

extension TypedForm {
    /// The time that was typed beneath `name`; nil for none that can be.
    fileprivate func time(of name: String) -> TimeRange? {
        guard let day = self["\(name)/day"], let from = self["\(name)/from"], let to = self["\(name)/to"],
            let start = Instant("\(day)T\(from):00+09:00"), let end = Instant("\(day)T\(to):00+09:00")
        else { return nil }
        return TimeRange(start: start, end: end)
    }
}

import HTTPTypes
import Hummingbird
import KodanDomain
import KodanPages
import KodanService
import KodanText

extension PageResponder {
    /// Does what a form wants.
    func send(_ request: Request, _ context: KodanContext) async throws -> Response {
        guard request.isFromOwnPage else { throw Problem.foreignPage }
        let files = route.takesFiles && TypedForm.sendsFiles(request.headers[.contentType] ?? "")
        // Before a file is taken in, somebody has to be there.
        if files, let elsewhere = elsewhere(try await visit(request, context, link: nil)) { return elsewhere }
        let reader = BodyReader(
            maxBytes: files ? TypedForm.mostFileBytes : portal.configuration.maxBodyBytes,
            timeout: portal.configuration.bodyTimeout,
            deadlines: portal.deadlines
        )
        let bytes = try await reader.collect(request)
        let form = try TypedForm(bytes, type: request.headers[.contentType])
        var visit = try await visit(request, context, link: form["link"] ?? request.link)
        if let elsewhere = elsewhere(visit) { return elsewhere }
        if let secret = visit.secret, visit.own != nil,
            !SecretText.isCSRFToken(form["csrf"] ?? "", ofSession: secret)
        {
            // A form that does not know the session acts by its link, if it has one, and never by the session.
            guard visit.link != nil else { throw Problem.foreignPage }
            visit = visit.byLinkAlone()
        }
        let name = form["step"] ?? "send"
        guard let step = route.steps[name] else { throw Problem(status: .notFound) }
        do {
            return try await run(step, visit, form, bytes)
        } catch {
            guard let problem = Problem(told: error, in: .japanese), problem.status.code < 500,
                error as? Refusal != .notSignedIn
            else { throw error }
            let page = try await shown(visit).refilled(
                route.asking[name] ?? name,
                form.values,
                problem.faults(of: error)
            )
            return answer(page, visit, status: problem.status)
        }
    }

    private func run(
        _ step: PageStepHandler,
        _ visit: Visit,
        _ form: TypedForm,
        _ bytes: [UInt8]
    ) async throws -> Response {
        switch step {
        case .confides(let run): return response(try await run(visit, form), visit)
        case .changes(let run):
            let credential = try visit.asker()
            var repeated: RepeatedCall?
            if case .session = credential, let key = form["key"].flatMap(IdempotencyKey.init) {
                repeated = visit.office.repeatedCall(key, asking: bytes)
            }
            do {
                // What is kept is where the form led, as an answer without a body.
                let answer = try await visit.office.errand(
                    as: credential,
                    // What was seen is held against what is changed.
                    seeingOneState: form["seen"] != nil,
                    repeated: repeated
                ) { office in
                    let path = try await run(visit.served(by: office), form)
                    return KeptAnswer(status: 204, headers: ["location": path.text], body: [])
                }
                return .seeOther(answer.headers["location"] ?? "/home")
            } catch let refused as RepeatRefused {
                throw refused == .anotherCall ? Problem.keyOfAnotherCall : Problem.keyInUse
            }
        }
    }

    private func response(_ outcome: PageOutcome, _ visit: Visit) -> Response {
        switch outcome {
        case .goes(let path, let headers): return .seeOther(path.text, headers: headers)
        case .shows(let page): return answer(page, visit)
        }
    }
}

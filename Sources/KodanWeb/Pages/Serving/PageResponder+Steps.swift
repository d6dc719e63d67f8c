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
        if files {
            let visit = try await visit(request, context, link: nil)
            if let elsewhere = elsewhere(visit) { return try await keptWithoutFile(visit) ?? elsewhere }
        }
        let reader = BodyReader(
            maxBytes: files ? TypedForm.mostFileBytes : portal.configuration.maxBodyBytes,
            timeout: portal.configuration.bodyTimeout,
            deadlines: portal.deadlines
        )
        let bytes = try await reader.collect(request)
        let form = try TypedForm(bytes, type: request.headers[.contentType])
        let visit = try await visit(request, context, link: form["link"] ?? request.link)
        if let elsewhere = elsewhere(visit) { return kept(form, visit) ?? elsewhere }
        do {
            return try await send(form, bytes, visit)
        } catch {
            return try refused(error, visit)
        }
    }

    /// Does what the form of a visitor wants who may open the page.
    private func send(_ form: TypedForm, _ bytes: [UInt8], _ visitor: Visit) async throws -> Response {
        var visit = visitor
        let name = form["step"] ?? "send"
        guard let step = route.steps[name] else { throw Problem(status: .notFound) }
        if let secret = visit.secret, visit.own != nil,
            !SecretText.isCSRFToken(form["csrf"] ?? "", ofSession: secret)
        {
            // A form that does not know the session acts by its link, if it has one, and never by the session.
            guard visit.link != nil else { return try await shownAgain(name, visit, form) }
            visit = visit.byLinkAlone()
        }
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

    /// What was typed by somebody whose session has ended, kept for when they are back; nil where nothing was typed,
    /// and for secrets, which no page repeats.
    private func kept(_ form: TypedForm, _ visit: Visit, losesFile: Bool = false) -> Response? {
        guard visit.own == nil, let name = form["step"], route.steps[name] != nil, !form.asked.isEmpty,
            route.path != AccountPages.codes, TypedForm.secrets.isDisjoint(with: form.asked.keys)
        else { return nil }
        let page = SessionTexts.ended(
            name,
            form.lasting,
            losesFile: losesFile,
            signIn: signIn(toGoOn: visit)
        )
        return answer(page, visit, status: .unauthorized)
    }

    /// The same of a form with a file, of which no more is read than what stands before the file.
    private func keptWithoutFile(_ visit: Visit) async throws -> Response? {
        let reader = BodyReader(
            maxBytes: PageResponder.mostBeforeFile,
            timeout: portal.configuration.bodyTimeout,
            deadlines: portal.deadlines
        )
        let bytes = try await reader.beginning(of: visit.request)
        let type = visit.request.headers[.contentType] ?? ""
        guard let form = try? TypedForm(beginning: bytes, type: type) else { return nil }
        return kept(form, visit, losesFile: true)
    }

    /// How much may be typed before a file, in bytes.
    private static let mostBeforeFile = 65_536

    /// The page with what was typed into it before somebody signed in anew, or as somebody else: nothing is done.
    private func shownAgain(_ step: String, _ visit: Visit, _ form: TypedForm) async throws -> Response {
        let page = try await shown(visit).refilled(
            route.asking[step] ?? step,
            form.values,
            [PageFault(nil, SessionTexts.signedInSince)],
            seen: form["seen"]
        )
        return answer(page, visit, status: .forbidden)
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

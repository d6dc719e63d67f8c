import HTTPTypes
import KodanDomain
import KodanText

extension Problem {
    /// What people are told when `error` is about what they asked; nil for what went wrong here.
    init?(told error: any Error, in language: Language) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as Refusal: self.init(refusal, in: language)
        case let refused as FieldRefused: self.init(.field(refused), in: language)
        default: return nil
        }
    }

    /// What people are told when something was refused, at the place that most bodies have for it.
    init(_ refusal: Refusal, in language: Language) {
        self.init(refusal, at: refusal.pointer.map(Place.pointer), in: language)
    }

    /// What people are told when something was refused, for what stands at `place` of the call.
    init(_ refusal: Refusal, at place: Place?, in language: Language) {
        let sentence = CallText.told(RefusalText.sentence(refusal, in: language))
        var headers: HTTPFields = [:]
        if refusal.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"kodan\"" }
        if let seconds = refusal.retryAfter { headers[.retryAfter] = String(seconds) }
        let entry = place.map { Entry($0, refusal.entryCode, sentence) }
        self.init(refusal.status, refusal.code, sentence, errors: entry.map { [$0] } ?? [], headers: headers)
    }
}

extension Refusal {
    /// The name of what was expected of a field, else that of the refusal.
    private var expectation: String? {
        if case .field(let refused) = self { refused.expected.code } else { nil }
    }

    fileprivate var entryCode: String { expectation ?? code }
}

extension Problem.Entry {
    fileprivate init(_ place: Place, _ code: String, _ detail: CallText) {
        self.init(code: code, detail: detail)
        switch place {
        case .pointer(let pointer): self.pointer = pointer
        case .parameter(let name): parameter = name
        case .header(let name): header = name
        case .unsaid: break
        }
    }
}

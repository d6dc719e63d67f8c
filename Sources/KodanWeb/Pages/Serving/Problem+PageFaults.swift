import KodanDomain
import KodanPages
import KodanText

extension Problem {
    /// A field of a page's form that was left empty.
    static func missing(_ field: String, _ expected: Expected = .present) -> Problem {
        let faults = Faults(language: .japanese)
        faults.add("/" + field, expected)
        return faults.problem
    }

    /// What is wrong, by the names of a form's fields.
    var faults: [PageFault] {
        guard !errors.isEmpty else { return [PageFault(nil, detail.sentence(in: .japanese))] }
        return errors.map { entry in
            PageFault(entry.pointer.map(fieldName), entry.detail.sentence(in: .japanese))
        }
    }

    /// The same of the problem that `error` became: a field that was refused is named by the form, where it has it.
    func faults(of error: any Error) -> [PageFault] {
        var refused = error as? FieldRefused
        if case .field(let field)? = error as? Refusal { refused = field }
        guard let refused else { return faults }
        let sentence = ExpectationText.sentence(refused.expected, in: .japanese)
        return faults.map { fault in PageFault(fault.field, sentence, elsewhere: fault.sentence) }
    }

    /// The same, told beside a field of the form.
    func beside(_ field: String) -> Problem {
        var problem = self
        problem.errors = [Entry(pointer: "/\(field)", code: code, detail: detail)]
        return problem
    }

    /// The field of a pointer: times are typed as a day with two times of day (``TypedForm/withSpan(_:)``).
    private func fieldName(_ pointer: String) -> String {
        var parts = pointer.dropFirst().split(separator: "/").map(String.init)
        switch parts.last {
        case "start": parts[parts.count - 1] = "day"
        case "end": parts[parts.count - 1] = "to"
        case "municipality": parts[parts.count - 1] = "postal_code"
        case "slots": parts += ["0", "day"]
        case .some where parts.count == 2 && parts[0] == "slots": parts.append("day")
        case .some where parts.count == 2 && parts[0] == "excluded_presenters": parts.append("presenter")
        default: break
        }
        return parts.joined(separator: "/")
    }
}

import Testing

/// Reads the text format of Prometheus strictly, as its documentation says; for tests.
struct PrometheusText {
    struct Sample: Hashable {
        let name: String
        let labels: [String: String]
    }

    struct Fault: Error, CustomStringConvertible {
        let line: String
        let description: String
    }

    /// Each family's type, by its name.
    private(set) var types: [String: String] = [:]
    /// Each sample's value.
    private(set) var samples: [Sample: Double] = [:]

    private var finished: Set<String> = []
    private var family = ""
    private var helped: Set<String> = []

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Fault(line: "", description: "the last line has no end") }
        for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        {
            if line.hasPrefix("# HELP ") || line.hasPrefix("# TYPE ") {
                try readComment(line)
            } else {
                try readSample(line)
            }
        }
        try checkHistograms()
    }

    /// The value of the sample with these labels.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples[Sample(name: name, labels: labels)]
    }

    private mutating func readComment(_ line: String) throws {
        let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(
            String.init
        )
        guard parts.count == 4, Self.isName(parts[2]) else { throw Fault(line: line, description: "comment") }
        let name = parts[2]
        if parts[1] == "HELP" {
            guard helped.insert(name).inserted else { throw Fault(line: line, description: "second help") }
        } else {
            guard ["counter", "gauge", "histogram"].contains(parts[3]), types[name] == nil else {
                throw Fault(line: line, description: "second or unknown type")
            }
            if !family.isEmpty { finished.insert(family) }
            family = name
            types[name] = parts[3]
        }
    }

    private mutating func readSample(_ line: String) throws {
        var rest = Substring(line)
        let name = String(rest.prefix { $0 != "{" && $0 != " " })
        rest = rest.dropFirst(name.count)
        let suffixes = types[family] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        guard Self.isName(name), suffixes.contains(where: { family + $0 == name }) else {
            throw Fault(line: line, description: "a sample outside its family")
        }
        var labels: [String: String] = [:]
        if rest.hasPrefix("{") {
            rest = rest.dropFirst()
            repeat {
                let (label, value) = try Self.readLabel(&rest, line)
                guard labels.updateValue(value, forKey: label) == nil else {
                    throw Fault(line: line, description: "a label twice")
                }
            } while Self.skip(",", &rest)
            guard Self.skip("}", &rest) else { throw Fault(line: line, description: "labels without an end") }
        }
        guard Self.skip(" ", &rest), !rest.isEmpty, !rest.contains(" "),
            let value = Double(rest) ?? Self.special[rest]
        else { throw Fault(line: line, description: "no value") }
        if types[family] == "counter", value < 0 {
            throw Fault(line: line, description: "a negative counter")
        }
        guard samples.updateValue(value, forKey: Sample(name: name, labels: labels)) == nil else {
            throw Fault(line: line, description: "a sample twice")
        }
    }

    private static let special: [Substring: Double] = ["+Inf": .infinity, "-Inf": -.infinity, "NaN": .nan]

    private static func readLabel(_ rest: inout Substring, _ line: String) throws -> (String, String) {
        let label = String(rest.prefix { $0 != "=" })
        rest = rest.dropFirst(label.count)
        guard isName(label, isLabel: true), skip("=", &rest), skip("\"", &rest) else {
            throw Fault(line: line, description: "label \(label)")
        }
        var value = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return (label, value)
            case "\\":
                switch rest.popFirst() {
                case "n": value += "\n"
                case "\\": value += "\\"
                case "\"": value += "\""
                default: throw Fault(line: line, description: "escape")
                }
            default: value.append(character)
            }
        }
        throw Fault(line: line, description: "a label's value without an end")
    }

    private static func skip(_ character: Character, _ rest: inout Substring) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func isName(_ text: String, isLabel: Bool = false) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        let isLetter: (Unicode.Scalar) -> Bool = {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "_" || (!isLabel && $0 == ":")
        }
        return isLetter(first) && text.unicodeScalars.allSatisfy { isLetter($0) || ("0"..."9").contains($0) }
    }

    private func checkHistograms() throws {
        for (name, type) in types where type == "histogram" {
            for (count, total) in samples where count.name == name + "_count" {
                let buckets = samples.filter { sample, _ in
                    var labels = sample.labels
                    return sample.name == name + "_bucket" && labels.removeValue(forKey: "le") != nil
                        && labels == count.labels
                }
                let sorted = buckets.map { sample, value in
                    (
                        Self.special[Substring(sample.labels["le"] ?? "")] ?? Double(
                            sample.labels["le"] ?? ""
                        ) ?? .nan, value
                    )
                }.sorted { $0.0 < $1.0 }
                let isRising = zip(sorted, sorted.dropFirst()).allSatisfy { $0.1 <= $1.1 }
                let hasSum = samples[Sample(name: name + "_sum", labels: count.labels)] != nil
                guard isRising, hasSum, sorted.last?.0 == .infinity, sorted.last?.1 == total else {
                    throw Fault(line: name, description: "buckets of \(count.labels)")
                }
            }
        }
    }
}

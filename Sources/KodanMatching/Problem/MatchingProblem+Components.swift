import KodanDomain

extension MatchingProblem {
    /// The requests, as indices, in groups that share no presenter's fiscal year; smallest requests first.
    ///
    /// Nothing that is decided in one group bears on another.
    func independentParts() -> [[Int]] {
        var parent = Array(requests.indices)
        func root(_ request: Int) -> Int {
            var request = request
            while parent[request] != request {
                parent[request] = parent[parent[request]]
                request = parent[request]
            }
            return request
        }
        var owner: [PresenterPeriod<FiscalYear>: Int] = [:]
        for request in requests.indices {
            for option in options[options(at: request)] {
                let year = PresenterPeriod(option.presenter, FiscalYear(containing: option.day))
                if let other = owner[year] {
                    let left = root(other)
                    let right = root(request)
                    parent[max(left, right)] = min(left, right)
                } else {
                    owner[year] = request
                }
            }
        }
        var parts: [[Int]] = []
        var part: [Int: Int] = [:]
        for request in requests.indices {
            let root = root(request)
            if let index = part[root] {
                parts[index].append(request)
            } else {
                part[root] = parts.count
                parts.append([request])
            }
        }
        return parts
    }
}

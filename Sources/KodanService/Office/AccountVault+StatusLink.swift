import KodanDomain

extension AccountVault {
    /// By what the page of a request is opened without signing in: the request's key, the round of its links, and a
    /// mark that only this office can make.
    func statusLink(of request: LectureRequest.ID, round: Int) -> String {
        "\(request.rawValue)-\(round)-" + mark("\(request.rawValue)-\(round)", for: "status link").hexadecimal
    }

    /// The request of a link and the link's round; nil for any text that this office did not make.
    func request(ofStatusLink link: String) -> (LectureRequest.ID, round: Int)? {
        guard link.utf8.count <= 100 else { return nil }
        let parts = link.split(separator: "-", maxSplits: 2)
        guard parts.count == 3, let number = Int64(parts[0]), let round = Int(parts[1]), number > 0 else {
            return nil
        }
        let request = LectureRequest.ID(number)
        return statusLink(of: request, round: round).isSameSecret(as: link) ? (request, round) : nil
    }
}

extension String {
    /// Whether `other` is the same text; how long it takes says nothing of where they differ.
    func isSameSecret(as other: String) -> Bool {
        let (own, given) = (Array(utf8), Array(other.utf8))
        guard given.count == own.count else { return false }
        return zip(given, own).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

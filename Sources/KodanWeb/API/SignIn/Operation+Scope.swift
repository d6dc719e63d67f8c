import KodanDomain

extension Operation {
    /// The scope that a limited token needs; nil where such a token does not serve.
    var scope: TokenScope? {
        guard !isOfSession, let area = TokenArea(rawValue: area.rawValue) else { return nil }
        if case .reads = effect { return TokenScope(area, .read) }
        return TokenScope(area, .write)
    }
}

extension Call {
    /// Where the request comes from, as far as tries to sign in are counted.
    var address: ClientAddress { ClientAddress(context.client?.network ?? "") }
}

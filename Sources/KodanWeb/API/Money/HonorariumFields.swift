import KodanDomain

extension HonorariumCorrection {
    /// Minutes that a lecture may have.
    static let lengths = 1...720
    /// Yen that travel and its taxes may come to.
    static let amounts: ClosedRange<Int64> = 0...10_000_000
}

extension Form {
    private enum AgreementKind: String, CaseIterable {
        case declined, net, table
    }

    /// What was agreed about a fee, nil where that is taken back; of no account where something is wrong with it.
    func feeAgreement() -> FeeAgreement? {
        let kind = choice("kind", of: AgreementKind.self)
        let amount = kind == .net ? yen("amount", within: HonorariaController.netFees) : nil
        if kind == .table { return nil }
        guard let amount else { return .declined }
        return .net(amount)
    }

    /// What is right about an honorarium; the rest stays as it is.
    func correction() -> HonorariumCorrection {
        HonorariumCorrection(
            minutes: integer("minutes", .optional, within: HonorariumCorrection.lengths),
            rank: made("rank", .optional) { text throws(FieldRefused) in try RankCode(text) },
            travelToPresenter: yen("travel_to_presenter", .optional, within: HonorariumCorrection.amounts),
            travelDirectly: yen("travel_directly", .optional, within: HonorariumCorrection.amounts),
            separateTax: yen("consumption_tax", .optional, within: HonorariumCorrection.amounts),
            payee: key("payee", .optional)
        )
    }
}

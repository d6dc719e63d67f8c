/// The link of a mail, which serves as a bearer for what it was mailed for, and for few operations.
///
/// Which those are follows from the use cases (`serving:`); a test asks every operation with each link.
enum MailedLink: String, CaseIterable {
    /// That of an offer, as its presenter.
    case offerLink
    /// That of a request's page, as its host.
    case requestLink

    /// The names of the operations for which it serves.
    var operations: Set<String> {
        switch self {
        case .offerLink: ["showOffer", "showOfferEstimate", "acceptOffer", "declineOffer"]
        case .requestLink:
            [
                "showRequest", "showRequestStatus", "listSlots", "correctRequest", "cancelRequest",
                "rescheduleRequest", "handOverRequest",
                "showAssignment", "reconfirmLecture", "confirmLecture", "listChanges", "proposeChange",
                "showChange",
                "confirmChange", "declineChange", "withdrawChange", "listDeliveries", "showDelivery",
                "receiveDelivery",
                "openDelivery",
                "listTopics", "listQualifications", "listRanks", "listPrefectures", "listMunicipalities",
                "showPostalCode",
            ]
        }
    }

    /// What it is.
    var note: String {
        switch self {
        case .offerLink:
            "The secret of an offer's own link, `kdo_…`: that offer and nothing else, as its presenter."
        case .requestLink:
            "The secret of the mailed link of a request's page: that request and what belongs to it, as its host."
        }
    }

    /// What an operation says of it.
    var serving: String {
        switch self {
        case .offerLink: "The link of the offer's mail serves as bearer."
        case .requestLink:
            "The mailed link of the request's page serves as bearer, for what belongs to that request."
        }
    }
}

extension Operation {
    /// The links of mails that serve for it.
    var links: [MailedLink] { MailedLink.allCases.filter { $0.operations.contains(id) } }
}

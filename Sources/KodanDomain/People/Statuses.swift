/// Where a presenter stands with the programme.
public enum PresenterStatus: String, Sendable, CaseIterable {
    /// Has applied and waits to be admitted.
    case applied
    /// May be asked for lectures.
    case active
    /// Is not asked for the time being.
    case suspended
    /// Has left; offers and assignments are released, debts and history stay.
    case retired
    /// Has died; as ``retired``, and no mail is sent.
    case deceased
}

/// What sort of host an organization is; programmes say which kinds may ask.
public enum OrganizationKind: String, Sendable, CaseIterable {
    /// 警察.
    case police
    /// 商工会議所.
    case chamberOfCommerce = "chamber_of_commerce"
    /// 商工会連合会.
    case commerceFederation = "commerce_federation"
    /// 中小企業団体中央会.
    case smallBusinessAssociation = "small_business_association"
    /// 税理士会.
    case taxAccountants = "tax_accountants"
    /// 社労士会.
    case labourConsultants = "labour_consultants"
    /// 診断協会.
    case managementConsultants = "management_consultants"
    /// 情報産業協会.
    case itAssociation = "it_association"
    /// Any other.
    case other
}

/// Whether an organization still stands for itself.
public enum OrganizationStatus: String, Sendable, CaseIterable {
    /// May ask for lectures.
    case active
    /// Is now part of another; old lectures and payments stay as they were.
    case merged
}

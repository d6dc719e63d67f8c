/// The key of a presenter.
public typealias PresenterKey = Int64

/// The key of a lecture request.
public typealias RequestKey = Int64

/// The key of a programme.
public typealias ProgrammeKey = Int64

/// The key of a topic.
public typealias TopicKey = Int64

/// The key of an organization.
public typealias OrganizationKey = Int64

/// The lists by which those who send materials work.
public enum DeliveryQueue: String, Sendable, CaseIterable {
    /// What has not left: what leaves first stands first.
    case toSend = "to_send"
    /// What left and has not arrived, as far as anybody said.
    case underWay = "under_way"
    /// Copies that left for a lecture that is off, and should come back.
    case comesBack = "comes_back"
    /// Copies that came back, the newest first.
    case back
}

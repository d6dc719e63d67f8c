import KodanText

/// The record's actions, as the audit trail shows them.
enum AuditWords {
    /// `発送（delivery.sent）`; what has no name yet is shown by the record's own.
    static func name(ofAction action: String) -> String {
        ActionText.name(ofAction: action).map { "\($0)（\(action)）" } ?? action
    }
}

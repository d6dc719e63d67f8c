public import KodanDomain
public import Postgres

// Money's enums as columns hold them.

extension WithholdingClass: SQLEncodable, SQLDecodable {}
extension HonorariumEntry: SQLEncodable, SQLDecodable {}
extension HonorariumState: SQLEncodable, SQLDecodable {}
extension TransferState: SQLEncodable, SQLDecodable {}
extension ExportKind: SQLEncodable, SQLDecodable {}
extension NoticeConfirmationMode: SQLEncodable, SQLDecodable {}
extension TimeRounding: SQLEncodable, SQLDecodable {}
extension DepositType: SQLEncodable, SQLDecodable {}
extension RateKind: SQLEncodable, SQLDecodable {}
extension TravelRateKind: SQLEncodable, SQLDecodable {}
extension EvidenceKind: SQLEncodable, SQLDecodable {}

extension FeeUnit: SQLEncodable, SQLDecodable {
    /// `hour` or `lecture`.
    public var sqlText: String {
        switch self {
        case .perHour: "hour"
        case .perLecture: "lecture"
        }
    }

    /// Reads `hour` or `lecture`.
    public init?(sqlText: String) {
        switch sqlText {
        case "hour": self = .perHour
        case "lecture": self = .perLecture
        default: return nil
        }
    }
}

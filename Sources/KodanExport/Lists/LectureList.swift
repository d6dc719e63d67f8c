import CSV
public import KodanDomain

/// The lectures that were held in a fiscal year (実施一覧) as CSV, for reports and spreadsheets.
///
/// UTF-8 with a byte order mark, CRLF, one row per lecture, each as soon as it comes. What was typed freely keeps its
/// lines within its cell.
public enum LectureList {
    private static let columns = [
        "派遣番号", "申込番号", "事業", "講演日", "開始", "終了", "講演名", "テーマ", "主催団体", "団体種別", "都道府県", "会場", "講師番号",
        "講師", "参加見込み", "参加人数", "講演時間（分）", "実施内容", "満足度", "また頼みたい", "主催団体のご意見",
    ]

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public static func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(columns, to: &bytes)
        return bytes
    }

    /// The row of one lecture; `kind` is what the host's kind is called.
    public static func row(of lecture: HeldLecture, kind: String?) -> [UInt8] {
        let (start, end) = (lecture.during.start, lecture.during.end)
        let place: String = lecture.isOnline ? "オンライン" : lecture.venue ?? ""
        let again: String = lecture.wouldAskAgain.map { $0 ? "はい" : "いいえ" } ?? ""
        var bytes: [UInt8] = []
        CSVWriter.append(
            [
                lecture.assignment.description, lecture.request.description, lecture.programme,
                start.date.description, start.time.description, end.time.description, lecture.title,
                lecture.topic, lecture.organization ?? "", kind ?? "", lecture.prefecture,
                place, lecture.presenter.description,
                lecture.presenterName ?? "", String(lecture.expectedAttendance), number(lecture.attendance),
                number(lecture.minutes), lecture.summary ?? "", number(lecture.satisfaction),
                again, lecture.comment ?? "",
            ],
            to: &bytes
        )
        return bytes
    }

    private static func number(_ number: Int?) -> String { number.map { String($0) } ?? "" }
}

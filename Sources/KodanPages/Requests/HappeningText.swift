/// What happened to a request, by the record's names of it.
enum HappeningText {
    private static let names = [
        "request.drafted": "下書きを作成", "request.redrafted": "下書きを変更", "request.submitted": "申込",
        "request.screening": "審査を開始", "request.approved": "承認", "request.returned": "差し戻し",
        "request.rejected": "不採択", "request.matched": "候補を選定", "request.unmatched": "候補なし",
        "request.offered": "打診を開始", "request.assigned": "講師が決定", "request.held": "開催を報告",
        "request.not_held": "開催されず", "request.attested": "開催を確認", "request.closed": "完了",
        "request.cancelled": "取り消し", "request.asking_ordered": "打診の順を指定",
        "request.presenter_excluded": "候補から除外", "request.corrected": "修正",
        "request.rescheduled": "日時を変更", "request.released": "講師を解除", "request.run_out": "次の候補を選定中",
    ]

    /// What it is called; what has no name yet is shown by the record's own.
    static func name(ofAction action: String) -> String { names[action] ?? action }
}

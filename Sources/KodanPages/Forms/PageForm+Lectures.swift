extension PageForm {
    /// Narrows a list of what belongs to lectures: to one of `states`, and to days of the lecture.
    static func searchOfLectures(
        _ states: [(value: String, text: String)],
        state: String?,
        from: String,
        to: String
    ) -> PageForm {
        PageForm(
            "search",
            "絞り込む",
            [
                .choice("state", "状態", states, value: state ?? "").optional,
                .text("from", "講演日（から）", value: from, type: "date").optional,
                .text("to", "講演日（まで）", value: to, type: "date").optional,
            ],
            isSearch: true
        )
    }
}

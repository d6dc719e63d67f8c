// Texts of people, organizations and the catalogue.
extension Example {
    static let personKana = "コウダン ハナコ"
    static let successor = "後任 花子"
    static let stay = "出張"
    static let town = "九段南"
    static let townKana = "クダンミナミ"
    static let prefectureName = "東京都"
    static let prefectureKana = "トウキョウト"
    static let municipalityName = "千代田区"
    static let municipalityKana = "チヨダク"
    static let municipalityKind = "特別区"
    static let place = "東京都千代田区"
    static let programmeName = "地域における講習会（講師派遣型）"
    static let topicName = "情報セキュリティ5か条"
    static let edition = "2026年度版"
    static let hall = "マイドームおおさか"
    static let certificate = "第000001号"
}

import KodanDomain
import KodanImport

/// Everything about the demo that is there before its year begins.
struct World: Sendable {
    /// The folder of shipped tables.
    let folder: String
    let texts: DemoTexts
    let places: Places
    let topics: [TopicCode]
    let hosts: [DemoHost]
    let presenters: [PresenterDraft]

    /// Draws the world of `seed` from the tables in `folder`, `Config`.
    init(folder: String, seed: UInt64) throws {
        self.folder = folder
        texts = try DemoTexts(folder: folder)
        places = try Places(folder: folder)
        topics = try table(folder + "/programmes/topics.csv", of: TopicRecord.self).map(\.code)
        var hosts = try DemoHosts(folder: folder, seed: seed, places: places, texts: texts)
        self.hosts = try hosts.all()
        var presenters = try DemoPresenters(
            folder: folder,
            seed: seed,
            places: places,
            texts: texts,
            hosts: self.hosts
        )
        self.presenters = try presenters.all()
    }
}

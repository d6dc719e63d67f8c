import ArgumentParser
import KodanDomain
import KodanService

/// Which part of a list is printed.
struct PageOptions<Of: Keyed>: ParsableArguments {
    @Option(help: ArgumentHelp("Begin behind this one; the list says where to go on.", valueName: "key"))
    var after: ID<Of>?

    @Option(help: "How many at most, 1 to 500.") var limit = PageLimit.standard

    init() {}

    /// Prints one line for each entry, and how to see the next page.
    func show<Item>(_ page: Page<Item, Of>, _ line: (Item) -> String) {
        for item in page.items { print(line(item)) }
        if page.items.isEmpty { print("None.") }
        if let next = page.next { print("There are more: go on with --after \(next)") }
    }
}

import Hummingbird
import KodanDomain
import KodanService

/// A part of a list as JSON.
struct PageBody<Item: Encodable>: Encodable {
    let items: [Item]
    /// Behind which the next page begins; absent on the last one.
    let next: String?
}

/// A list of everything as JSON.
struct ItemsBody<Item: Encodable>: Encodable {
    let items: [Item]

    init(_ items: [Item]) {
        self.items = items
    }
}

extension Response {
    /// A page, with the address of the next one.
    static func page<Item, Of: Keyed>(
        _ page: Page<Item, Of>,
        of call: Call,
        _ body: (Item) -> some Encodable
    ) throws -> Response {
        try .page(page.items, next: page.next?.description, by: "after", of: call, body)
    }

    /// A page, behind which the one begins that the parameter `name` tells with `next`.
    static func page<Item>(
        _ items: [Item],
        next: String?,
        by name: String,
        of call: Call,
        _ body: (Item) -> some Encodable
    ) throws -> Response {
        try .json(
            PageBody(items: items.map(body), next: next),
            headers: next.map { [.link: call.query.link(path: call.place, by: name, $0)] } ?? [:]
        )
    }
}

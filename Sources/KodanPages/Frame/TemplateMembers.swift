public import Mustache

// What templates read, by name: without these the library would look into every value by reflection, for each name
// anew, which takes ten times as long as all the rest of a page. A name that a value does not have is looked for around
// it; what it has and is nothing says false.

/// A member that may be nothing, as a template reads it.
func shown(_ value: (some Any)?) -> Any {
    if let value { value } else { false }
}

extension PageContent: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "title": title
        case "blocks": blocks
        case "faults": faults
        case "lead": shown(lead)
        case "notice": shown(notice)
        default: nil
        }
    }
}

extension PageFault: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "sentence": sentence
        case "label": shown(label)
        case "anchor": shown(anchor)
        default: nil
        }
    }
}

extension PageFrame: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "links": links
        case "style": style
        case "script": script
        case "icon": icon
        case "office": shown(office)
        case "phone": shown(phone)
        case "user": shown(user)
        default: nil
        }
    }
}

extension PageUser: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "name": name
        case "roleName": roleName
        case "otherRoles": otherRoles
        case "csrfToken": csrfToken
        case "formKey": formKey
        default: nil
        }
    }
}

extension PageUser.RoleChoice: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "value": value
        case "name": name
        default: nil
        }
    }
}

extension Block: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "paragraphs": paragraphs
        case "facts": facts
        case "steps": steps
        case "links": links
        case "isFolded": isFolded
        case "isSheet": isSheet
        case "heading": shown(heading)
        case "letter": shown(letter)
        case "document": shown(document)
        case "figure": shown(figure)
        case "table": shown(table)
        case "form": shown(form)
        default: nil
        }
    }
}

extension PageDocument: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "title": title
        case "html": html
        default: nil
        }
    }
}

extension Fact: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "name": name
        case "value": value
        case "href": shown(href)
        default: nil
        }
    }
}

extension PageLink: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "text": text
        case "href": href
        case "isCurrent": isCurrent
        case "isBeside": isBeside
        default: nil
        }
    }
}

extension PageStep: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "time": time
        case "text": text
        case "note": shown(note)
        default: nil
        }
    }
}

extension PageFigure: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "id": id
        case "title": title
        case "description": description
        case "box": box
        case "markup": markup
        case "legend": legend
        default: nil
        }
    }
}

extension LegendEntry: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "sign": sign
        case "words": words
        default: nil
        }
    }
}

extension PageTable: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "caption": caption
        case "columns": columns
        case "rows": rows
        case "empty": empty
        case "next": shown(next)
        case "isGrid": isGrid
        default: nil
        }
    }
}

extension PageColumn: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "name": name
        case "isNumber": isNumber
        default: nil
        }
    }
}

extension PageRow: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "cells": cells
        case "head": shown(head)
        default: nil
        }
    }
}

extension PageCell: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "text": text
        case "isNumber": isNumber
        case "column": column
        case "href": shown(href)
        case "tick": shown(tick)
        default: nil
        }
    }
}

extension PageCell.Tick: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "name": name
        case "label": label
        case "isTicked": isTicked
        default: nil
        }
    }
}

public import Mustache

// What templates read of forms; see TemplateMembers.swift.

extension PageForm: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "step": step
        case "fields": fields
        case "button": button
        case "hidden": hidden
        case "seen": shown(seen)
        case "key": shown(key)
        case "isGrave": isGrave
        case "isSearch": isSearch
        case "sendsFile": sendsFile
        case "ticks": shown(ticks)
        default: nil
        }
    }
}

extension HiddenField: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "name": name
        case "value": value
        default: nil
        }
    }
}

extension FormField: MustacheParent {
    /// What a template calls `member`.
    public func child(named member: String) -> Any? {
        switch member {
        case "name": name
        case "label": label
        case "id": id
        case "value": value
        case "isRequired": isRequired
        case "hint": shown(hint)
        case "error": shown(error)
        case "input": shown(input)
        case "area": shown(area)
        case "choices": shown(choices)
        case "check": shown(check)
        case "told": shown(told)
        case "section": shown(section)
        default: nil
        }
    }
}

extension FormField.Input: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "type": type
        case "complete": shown(complete)
        case "mode": shown(mode)
        case "most": shown(most)
        case "accept": shown(accept)
        default: nil
        }
    }
}

extension FormField.Area: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "rows": rows
        case "most": most
        default: nil
        }
    }
}

extension FormField.Choices: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "options": options
        default: nil
        }
    }
}

extension FormField.Check: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "isTicked": isTicked
        default: nil
        }
    }
}

extension FormField.Told: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "path": path
        case "names": names
        default: nil
        }
    }
}

extension FormField.Option: MustacheParent {
    func child(named member: String) -> Any? {
        switch member {
        case "value": value
        case "text": text
        case "isChosen": isChosen
        default: nil
        }
    }
}

/// Keys with the same prefix in the order of their numbers: `pye-9` before `pye-10`.
enum KeyOrder {
    static func isSmaller(_ key: String, than other: String) -> Bool {
        (key.utf8.count, key) < (other.utf8.count, other)
    }
}

import Testing

@testable import KodanWeb

@Suite("The name of a file that is given out")
struct AttachmentTests {
    @Test(
        "is plain for all and whole for those who read UTF-8, and leaves its quotation marks in no way",
        arguments: [
            ("list.csv", "list.csv", "list.csv"),
            ("領収書.pdf", "___.pdf", "%E9%A0%98%E5%8F%8E%E6%9B%B8.pdf"),
            ("a\"; filename=b.exe", "a__ filename_b.exe", "a%22%3B%20filename%3Db.exe"),
            ("../etc/passwd", ".._etc_passwd", ".._etc_passwd"),
            ("c:\\x\r\ny", "c__x_y", "c%3A_x%0D%0Ay"),
        ]
    )
    func names(name: String, plain: String, encoded: String) {
        #expect(contentDisposition(name) == "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)")
    }
}

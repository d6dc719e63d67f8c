import Testing

@testable import KodanWeb

@Suite("Forms with files")
struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=\"--x1\""

    private func form(_ text: String) throws -> TypedForm {
        try TypedForm(Array(text.replacing("\n", with: "\r\n").utf8), type: MultipartFormTests.type)
    }

    @Test("give fields and files, byte by byte")
    func parts() throws {
        let form = try form(
            """
            ----x1
            Content-Disposition: form-data; name="kind"

            receipt
            ----x1
            Content-Disposition: form-data; name="note"


            ----x1
            content-disposition: form-data; name="file"; filename="領収書%22.pdf"
            Content-Type: application/pdf

            %PDF
            ----x
            --x1
            ----x1
            Content-Disposition: form-data; name="other"; filename=""
            Content-Type: application/octet-stream


            ----x1--

            """
        )
        #expect(form["kind"] == "receipt" && form["note"] == nil)
        let file = try form.file("file")
        #expect(file.name == "領収書\".pdf")
        // What only looks like a boundary is a part of the file.
        #expect(file.bytes == Array("%PDF\r\n----x\r\n--x1".utf8))
        #expect(throws: Problem.self) { try form.file("other") }
    }

    @Test(
        "refuse what is none",
        arguments: [
            "", "x", "----x1", "----x1\n", "----x1\n\n", "----x1\n----x1", "----x1\n----x1--",
            "----x1\n----x1\n----x1--",
            "----x1\nContent-Disposition: form-data\n\nx\n----x1--",
            "----x1\nContent-Disposition: form-data; name=\"a\"\n\nx", "----x1--x1\nx",
            "----x1\nContent-Disposition: form-data; name=\"a\"\n\nx\u{0}\n----x1--",
        ]
    )
    func broken(text: String) {
        // What ends at once is a form without a field.
        if text == "----x1--x1\nx" {
            #expect((try? form(text))?.values.isEmpty == true)
        } else {
            #expect(throws: Problem.self) { try form(text) }
        }
    }

    @Test("give of a beginning the fields that stand whole in it")
    func beginning() throws {
        let part = "----x1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
        let file = "----x1\r\nContent-Disposition: form-data; name=\"b\"; filename=\"f\"\r\n\r\n%PDF\r\n"
        let whole = Array((part + file + "----x1--\r\n").utf8)
        for count in whole.indices {
            let form = try? TypedForm(beginning: Array(whole[..<count]), type: MultipartFormTests.type)
            // The delimiter behind the field ends it.
            let isThere = count >= part.utf8.count + 6
            #expect(form?["a"] == (isThere ? "x" : nil), "\(count)")
            if let form { #expect(throws: Problem.self) { try form.file("b") } }
        }
    }

    @Test("refuse more parts than fields may be, and other boundaries")
    func bounds() throws {
        let part = "----x1\nContent-Disposition: form-data; name=\"a\"\n\nx\n"
        #expect(throws: Problem.self) {
            try form(String(repeating: part, count: TypedForm.mostFields + 1) + "----x1--")
        }
        #expect(try form(String(repeating: part, count: TypedForm.mostFields) + "----x1--")["a"] == "x")
        for type in [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é",
        ] {
            #expect(throws: Problem.self) { try TypedForm(Array("----x1--".utf8), type: type) }
        }
    }
}

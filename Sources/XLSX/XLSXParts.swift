/// The parts of a workbook that are the same for all, but for names and widths.
enum XLSXParts {
    static let sheetPath = "xl/worksheets/sheet1.xml"
    /// The style of the first row; those of the others are the kinds of their columns.
    static let headStyle = XLSXKind.allCases.count

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    /// All parts but the sheet, in order.
    static func all(sheet: String) -> [(name: String, content: String)] {
        [
            ("[Content_Types].xml", contentTypes), ("_rels/.rels", rootRelations),
            ("xl/workbook.xml", workbook(sheet)), ("xl/_rels/workbook.xml.rels", workbookRelations),
            ("xl/styles.xml", styles),
        ]
    }

    /// The sheet up to its rows: the first row stays in sight, columns have their widths.
    static func sheetHead(_ columns: [XLSXColumn]) -> String {
        let widths = columns.enumerated().map { index, column in
            "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(column.width)\" customWidth=\"1\"/>"
        }
        return declaration + "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView workbookViewId=\"0\">"
            + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            + "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>"
            + "<cols>\(widths.joined())</cols><sheetData>"
    }

    static let sheetTail = "</sheetData></worksheet>"

    /// Appends `text` as ``escaped(_:)`` gives it; most texts need no second look.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var isPlain = true
        var count = 0
        for byte in text.utf8 {
            count += 1
            switch byte {
            // Controls and markup; U+FFFE and U+FFFF begin with EF.
            case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0xEF: isPlain = false
            default: break
            }
        }
        bytes += isPlain && count <= 32_767 ? text.utf8 : escaped(text).utf8
    }

    /// Text as XML has it: markup is shown, characters that XML forbids are left out, and no cell is longer than Excel
    /// reads (32,767).
    static func escaped(_ text: String) -> String {
        var escaped = ""
        var count = 0
        for scalar in text.unicodeScalars where count < 32_767 {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x22: escaped += "&quot;"
            case 0x09, 0x0A: escaped.unicodeScalars.append(scalar)
            case 0x0..<0x20, 0xFFFE, 0xFFFF: continue
            default: escaped.unicodeScalars.append(scalar)
            }
            count += scalar.utf16.count
        }
        return escaped
    }

    private static let contentTypes =
        declaration + "<Types xmlns=\"\(package)/content-types\">"
        + "<Default Extension=\"rels\" "
        + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
        + "<Override PartName=\"/\(sheetPath)\" ContentType=\"\(types).worksheet+xml\"/>"
        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(types).styles+xml\"/></Types>"

    private static let rootRelations = relations([("officeDocument", "xl/workbook.xml")])

    private static let workbookRelations = relations([
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
    ])

    private static func relations(_ targets: [(kind: String, target: String)]) -> String {
        let lines = targets.enumerated().map { index, entry in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/\(entry.kind)\" Target=\"\(entry.target)\"/>"
        }
        return declaration
            + "<Relationships xmlns=\"\(package)/relationships\">\(lines.joined())</Relationships>"
    }

    private static func workbook(_ sheet: String) -> String {
        declaration + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
            + "<sheet name=\"\(escaped(sheet))\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    }

    /// One format for each kind of column, in their order, and the bold one of the first row.
    private static let styles: String = {
        let formats = XLSXKind.allCases.map { kind in
            switch kind {
            case .text: "49"
            case .number: "1"
            case .yen: "164"
            case .date: "165"
            }
        }
        let cells = formats.map {
            "<xf numFmtId=\"\($0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        }
        let head =
            "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" "
            + "applyNumberFormat=\"1\"/>"
        return declaration + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"2\">"
            + "<numFmt numFmtId=\"164\" formatCode=\"&quot;¥&quot;#,##0;[Red]-&quot;¥&quot;#,##0\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"\(cells.count + 1)\">\(cells.joined())\(head)</cellXfs>"
            + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
            + "</styleSheet>"
    }()
}

import Testing

@testable import Terminal

@Suite struct CanvasTests {
  /// Draws on one row and gives it as text, blanks as dots.
  private func row(_ columns: Int, _ draw: (inout Canvas) -> Void) -> String {
    var canvas = Canvas(Size(rows: 1, columns: columns))
    draw(&canvas)
    return canvas.text(row: 0).replacing(" ", with: ".")
  }

  @Test(
    "UW-11 UW-12 text is cut at the edges, wide cells whole",
    arguments: [
      ("abc", 0, 0, 5, "abc.."), ("abcdef", 0, 0, 5, "abcd…"), ("abc", 0, 3, 5, "...a…"),
      ("日本語", 0, 0, 6, "日本語"), ("日本語", 0, 0, 5, "日本…"), ("日本語", 0, 0, 4, "日…."),
      ("日", 0, 4, 5, "....…"), ("日", 0, 3, 5, "...日"), ("abc", 0, 5, 5, "....."),
      ("abc", 0, -1, 5, "bc..."), ("日本", 0, -1, 5, ".本.."), ("abc", 0, -9, 5, "....."),
      ("abc", 1, 0, 5, "....."), ("abc", -1, 0, 5, "....."), ("e\u{301}x", 0, 4, 5, "....…"),
      ("e\u{301}", 0, 4, 5, "....e\u{301}"), ("abc", 0, .max, 5, "....."),
      ("abc", .min, .min, 5, "....."), ("a", 0, 0, 1, "a"), ("ab", 0, 0, 1, "…"),
      ("日", 0, 0, 1, "…"),
      ("", 0, 0, 3, "..."),
    ] as [(SafeText, Int, Int, Int, String)])
  func clips(text: SafeText, row: Int, column: Int, columns: Int, wanted: String) {
    #expect(self.row(columns) { $0.write(text, row: row, column: column) } == wanted)
  }

  @Test(
    "A text keeps to its width",
    arguments: [
      ("abcdef", 4, true, "abc…...."), ("abcdef", 4, false, "abcd...."),
      ("日本語", 4, true, "日…....."),
      ("日本語", 3, false, "日......"), ("日", 1, true, "…......."), ("abc", 0, true, "........"),
      ("abc", -3, true, "........"), ("abc", .max, true, "abc....."),
    ] as [(SafeText, Int, Bool, String)])
  func width(text: SafeText, width: Int, ellipsis: Bool, wanted: String) {
    let shown = row(8) { $0.write(text, row: 0, column: 0, width: width, ellipsis: ellipsis) }
    #expect(shown == wanted)
  }

  @Test(
    "UW-12 no half of a wide cell survives what is written over the other",
    arguments: [
      (0, "x.本.."), (1, ".x本.."), (2, "日x..."), (3, "日.x.."),
    ])
  func halves(column: Int, wanted: String) {
    let shown = row(6) {
      $0.write("日本", row: 0, column: 0)
      $0.write("x", row: 0, column: column)
    }
    #expect(shown == wanted)
  }

  @Test(
    "UW-12 a wide cell over the edges of two others", arguments: [("日本", ".語."), ("ab日", "a語.")])
  func wideOverWide(under: SafeText, wanted: String) {
    let shown = row(4) {
      $0.write(under, row: 0, column: 0)
      $0.write("語", row: 0, column: 1)
    }
    #expect(shown == wanted)
  }

  @Test(
    "A canvas of any size can be drawn on",
    arguments: [
      Size(rows: 0, columns: 0), Size(rows: 1, columns: 1), Size(rows: 0, columns: 9),
      Size(rows: 1, columns: 10_000), Size(rows: -1, columns: -5), Size(rows: 200, columns: 1),
    ])
  func sizes(size: Size) {
    var canvas = Canvas(size)
    canvas.box(Rect(row: -1, column: -1, rows: .max, columns: .max), title: "日本")
    canvas.box(Rect(rows: 1, columns: 1), title: "t")
    canvas.fill(Rect(row: .max, column: .max, rows: .max, columns: .max))
    canvas.fill(Rect(row: .min, column: .min, rows: .max, columns: .max), with: "日")
    canvas.setStyle(Style(index: 3), in: Rect(row: -2, column: -2, rows: 9, columns: 20_000))
    canvas.horizontalLine(row: 0)
    canvas.verticalLine(column: 0)
    canvas.write(SafeText(String(repeating: "日", count: 900)), row: 0, column: -3)
    canvas.cursor = Position(row: .max, column: .min)
    #expect(canvas.golden.contains("--"))
    #expect(canvas.inASCII.golden.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(canvas == canvas)
    if canvas.size.rows == 1, canvas.size.columns > 1 {
      #expect(canvas.text(row: 0).hasPrefix(" 日日"))
    }
  }

  @Test("A golden screen holds text, styles and the cursor")
  func golden() {
    var canvas = Canvas(Size(rows: 4, columns: 12))
    canvas.box(Rect(rows: 4, columns: 12), title: "日本", style: Style(index: 1))
    canvas.write("e\u{301}日x", row: 1, column: 2, style: Style(index: 2))
    canvas.setStyle(Style(index: 3), in: Rect(row: 1, column: 3, rows: 1, columns: 1))
    canvas.cursor = Position(row: 1, column: 6)
    #expect(
      canvas.golden == """
        ┌─ 日本 ───┐
        │ e\u{301}日x     │
        │          │
        └──────────┘
        --
        aaaaaaaaaaaa
        a.bccb.....a
        a..........a
        aaaaaaaaaaaa
        cursor 1,6

        """)
  }

  @Test("Lines and ellipses have stand-ins in ASCII")
  func ascii() {
    var canvas = Canvas(Size(rows: 3, columns: 8), ascii: true)
    canvas.box(Rect(rows: 3, columns: 8))
    canvas.write("abcdefgh", row: 1, column: 1, width: 6)
    #expect(canvas.golden.hasPrefix("+------+\n|abcde~|\n+------+\n--\n"))
    var unicode = Canvas(Size(rows: 1, columns: 9))
    unicode.write("│é日…e\u{301}┌", row: 0, column: 0)
    #expect(unicode.inASCII.text(row: 0) == "|???~e+  ")
  }

  @Test("A cell keeps a base, four marks, a style and a width")
  func cell() {
    var cell = Cell(0x10FFFF, style: Style(index: 255), width: 2)
    for mark in 1...6 { cell.add(mark: 0x1F_FFF0 + UInt32(mark)) }
    #expect(cell.marks == [0x1F_FFF1, 0x1F_FFF2, 0x1F_FFF3, 0x1F_FFF4])
    #expect(cell.base == 0x10FFFF && cell.width == 2 && cell.style.index == 255)
    cell.style = .plain
    #expect(cell.style.index == 0 && cell.width == 2 && cell.marks.count == 4)
  }

  @Test("UW-02 right-to-left text keeps the columns after it")
  func rightToLeft() {
    #expect(
      row(12) {
        $0.write("קוד עב", row: 0, column: 0, width: 6)
        $0.write("12:00", row: 0, column: 7)
      } == "קוד.עב.12:00")
  }
}

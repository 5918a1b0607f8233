import Testing

@testable import Terminal

@Suite struct CanvasChangesTests {
  /// Draws random texts, styles and fills.
  private func scribble(on canvas: inout Canvas, _ generator: inout SeededGenerator) {
    let texts: [SafeText] = ["a", "日本", "x\u{301}y", "long text 日本語", "│──┐", " ", "👩‍👩‍👧"]
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let row = Int.random(in: -1...5, using: &generator)
      let column = Int.random(in: -3...21, using: &generator)
      let style = Style(index: UInt8.random(in: 0...3, using: &generator))
      let area = Rect(row: row, column: column, rows: 2, columns: 3)
      switch Int.random(in: 0...5, using: &generator) {
      case 0: canvas.fill(area, style: style)
      case 1: canvas.setStyle(style, in: area)
      case 2: canvas.box(area, style: style)
      default:
        let text = texts.randomElement(using: &generator) ?? ""
        canvas.write(text, row: row, column: column, style: style)
      }
    }
  }

  /// What a screen shows of a canvas: a wide cell that lost its other half is not allowed.
  private func hasOnlyWholeCells(_ canvas: Canvas) -> Bool {
    for row in 0..<canvas.size.rows {
      var expectsHalf = false
      for cell in canvas.cells[row * canvas.size.columns..<(row + 1) * canvas.size.columns] {
        if (cell.width == 0) != expectsHalf { return false }
        expectsHalf = cell.width == 2
      }
      if expectsHalf { return false }
    }
    return true
  }

  @Test("UW-12 the changes, applied to what is shown, give the new canvas", arguments: 0..<4)
  func replays(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var shown = Canvas(Size(rows: 5, columns: 20))
    for _ in 0..<500 {
      var next = shown
      scribble(on: &next, &generator)
      #expect(hasOnlyWholeCells(next))
      var cells = shown.cells
      for run in next.changes(since: shown) {
        let range = run.row * 20 + run.columns.lowerBound..<run.row * 20 + run.columns.upperBound
        #expect(next.cells[range.lowerBound].width > 0)
        if run.columns.upperBound < 20 { #expect(next.cells[range.upperBound].width > 0) }
        cells.replaceSubrange(range, with: next.cells[range])
      }
      #expect(cells == next.cells)
      shown = next
    }
  }

  @Test("Equal canvases have no changes and another size changes every row")
  func sizes() {
    let small = Canvas(Size(rows: 2, columns: 5))
    #expect(small.changes(since: small).isEmpty)
    #expect(small.changes(since: Canvas(Size(rows: 0, columns: 0))).count == 2)
  }

  @Test("A moved cursor line changes two rows")
  func cursorLine() {
    var before = Canvas(Size(rows: 9, columns: 40))
    var after = before
    before.setStyle(Style(index: 1), in: Rect(row: 3, rows: 1, columns: 40))
    after.setStyle(Style(index: 1), in: Rect(row: 4, rows: 1, columns: 40))
    #expect(
      after.changes(since: before) == [
        CellRun(row: 3, columns: 0..<40), CellRun(row: 4, columns: 0..<40),
      ])
  }
}

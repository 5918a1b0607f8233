extension Canvas {
  /// Draws a line of one row.
  public mutating func horizontalLine(
    row: Int, column: Int = 0, width: Int = .max, style: Style = .plain
  ) {
    fill(
      Rect(row: row, column: column, rows: 1, columns: width), with: isASCII ? "-" : "─",
      style: style)
  }

  /// Draws a line of one column.
  public mutating func verticalLine(
    row: Int = 0, column: Int, height: Int = .max, style: Style = .plain
  ) {
    fill(
      Rect(row: row, column: column, rows: height, columns: 1), with: isASCII ? "|" : "│",
      style: style)
  }

  /// Draws a border along the inner edge of `area` and clears what it encloses.
  public mutating func box(_ area: Rect, title: SafeText? = nil, style: Style = .plain) {
    guard area.rows > 0, area.columns > 0 else { return }
    let bottom = area.row.addingClamped(area.rows - 1)
    let right = area.column.addingClamped(area.columns - 1)
    fill(area)
    for row in [area.row, bottom] {
      horizontalLine(row: row, column: area.column, width: area.columns, style: style)
    }
    for column in [area.column, right] {
      verticalLine(row: area.row, column: column, height: area.rows, style: style)
    }
    let corners: [(Int, Int, Unicode.Scalar)] = [
      (area.row, area.column, "┌"), (area.row, right, "┐"),
      (bottom, area.column, "└"), (bottom, right, "┘"),
    ]
    for (row, column, corner) in corners {
      let cell = Rect(row: row, column: column, rows: 1, columns: 1)
      fill(cell, with: isASCII ? "+" : corner, style: style)
    }
    if let title, !title.isEmpty, area.columns > 6 {
      let room = area.columns - 6
      let shown = " " + (title.width <= room ? title : title.truncated(to: room)) + " "
      write(shown, row: area.row, column: area.column + 2, style: style)
    }
  }
}

extension Canvas {
  /// A row as text; the right half of a wide cell is not there.
  public func text(row: Int) -> String {
    guard row >= 0, row < size.rows else { return "" }
    var text = String.UnicodeScalarView()
    for cell in cells[row * size.columns..<(row + 1) * size.columns] where cell.width > 0 {
      for value in [cell.base] + cell.marks {
        text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      }
    }
    return String(text)
  }

  /// Text and styles for the golden screens: every row, a line `--`, one style letter a cell.
  ///
  /// Blanks at the end of a row and `.` (plain) at the end of its styles are left out.
  public var golden: String {
    var lines: [String] = []
    for row in 0..<size.rows {
      lines.append(Self.trimmed(text(row: row), of: " "))
    }
    lines.append("--")
    for row in 0..<size.rows {
      let styles = cells[row * size.columns..<(row + 1) * size.columns].map(\.style.letter)
      lines.append(Self.trimmed(String(styles), of: "."))
    }
    if let cursor { lines.append("cursor \(cursor.row),\(cursor.column)") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func trimmed(_ text: String, of scalar: Unicode.Scalar) -> String {
    var view = text.unicodeScalars[...]
    while view.last == scalar { view.removeLast() }
    return String(String.UnicodeScalarView(view))
  }
}

extension SafeText {
  /// What is left when `columns` cells are cut off at the start; a halved wide cluster is a blank.
  func dropping(columns: Int) -> SafeText {
    if columns <= 0 { return self }
    if columns >= width { return SafeText(trusted: "", width: 0, isAltered: isAltered) }
    var dropped = 0
    var rest = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      let cells = Width.cells(of: scalar)
      if dropped >= columns && (cells > 0 || !rest.isEmpty) {
        rest.append(scalar)
      } else {
        dropped += cells
        if dropped > columns { rest.append(" ") }
      }
    }
    return SafeText(trusted: String(rest), width: width - columns, isAltered: isAltered)
  }
}

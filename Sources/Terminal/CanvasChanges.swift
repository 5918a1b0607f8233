/// Neighbouring cells of a row that differ from what is on the screen.
struct CellRun: Equatable {
  var row: Int
  var columns: Range<Int>
}

extension Canvas {
  /// The runs in which the canvas differs from `shown`, a canvas of the same size.
  ///
  /// A run never begins or ends within a wide cell: its halves come and go together.
  func changes(since shown: Canvas) -> [CellRun] {
    guard shown.size == size else {
      return (0..<size.rows).map { CellRun(row: $0, columns: 0..<size.columns) }
    }
    var runs: [CellRun] = []
    cells.withUnsafeBufferPointer { new in
      shown.cells.withUnsafeBufferPointer { old in
        for row in 0..<size.rows {
          appendChanges(of: row, from: old, to: new, to: &runs)
        }
      }
    }
    return runs
  }

  private func appendChanges(
    of row: Int, from old: UnsafeBufferPointer<Cell>, to new: UnsafeBufferPointer<Cell>,
    to runs: inout [CellRun]
  ) {
    let end = (row + 1) * size.columns
    var index = row * size.columns
    while index < end {
      if new[index] == old[index] {
        index += 1
        continue
      }
      let start = index
      // One call for two changes with a few cells between them is cheaper than two calls.
      var last = index
      while index < end && index - last < 8 {
        if new[index] != old[index] { last = index }
        index += 1
      }
      // The right half of a changed wide cell may be the same as before.
      let stop = last + 1 < end && new[last + 1].width == 0 ? last + 2 : last + 1
      runs.append(
        CellRun(row: row, columns: start - row * size.columns..<stop - row * size.columns))
    }
  }
}

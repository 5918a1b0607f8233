public import Terminal

/// Draws a state: equal states, equal screens.
public func view(_ state: AppState) -> Canvas {
  var canvas = Canvas(state.size)
  if state.layout.form == .tooSmall {
    canvas.write(
      SafeText("commune-tui needs 40x10; this is \(state.size.columns)x\(state.size.rows)"),
      row: 0, column: 0)
    return canvas
  }
  switch state.place {
  case .start: state.drawStart(on: &canvas)
  case .list: state.drawMail(on: &canvas)
  case .reader: state.drawReader(on: &canvas)
  case .composer: state.drawComposer(on: &canvas)
  case .drafts: state.drawDrafts(on: &canvas)
  case .outbox: state.drawOutbox(on: &canvas)
  case .help: state.drawHelp(on: &canvas)
  case .problems: state.drawProblems(on: &canvas)
  }
  state.drawStatus(on: &canvas)
  if state.showsContinuations { state.drawContinuations(on: &canvas) }
  if state.palette != nil { state.drawPalette(on: &canvas) }
  return canvas
}

extension AppState {
  /// The mail screen: sidebar or top line, list, preview.
  fileprivate func drawMail(on canvas: inout Canvas) {
    switch layout.form {
    case .wide: drawSidebar(on: &canvas)
    case .narrow: drawTopLine(on: &canvas)
    case .small, .tooSmall: break
    }
    drawThreadList(on: &canvas)
    if let preview = layout.preview {
      if layout.form == .narrow {
        canvas.horizontalLine(
          row: preview.row - 1, column: 0, width: size.columns, style: .border)
      }
      drawPreview(on: &canvas)
    }
  }
}

import Terminal

/// Where the parts of the mail screen lie at a size (product.md §5.0).
struct Layout: Equatable {
  /// What fits.
  enum Form: Equatable {
    /// Sidebar, list of two lines a thread, preview beside it.
    case wide
    /// The sidebar is the top line; one line a thread.
    case narrow
    /// No top line at all.
    case small
    /// Nothing fits: one line says which size is needed.
    case tooSmall
  }

  static let sidebarColumns = 22

  let form: Form
  let size: Size
  let sidebar: Rect
  let list: Rect
  let preview: Rect?

  init(size: Size, showsPreview: Bool) {
    self.size = size
    form = Layout.form(of: size)
    let body = Layout.body(size, form)
    sidebar = Rect(row: 1, column: 0, rows: body.rows, columns: Layout.sidebarColumns)
    switch form {
    case .wide:
      let start = Layout.sidebarColumns + 1
      let rest = size.columns - start
      let listColumns = showsPreview ? rest / 2 : rest
      list = Rect(row: body.row + 1, column: start, rows: body.rows - 1, columns: listColumns)
      let next = start + listColumns + 1
      preview =
        showsPreview
        ? Rect(row: body.row, column: next, rows: body.rows, columns: size.columns - next) : nil
    case .narrow where showsPreview && size.rows >= 36:
      let listRows = body.rows / 2
      list = Rect(row: body.row, column: 0, rows: listRows, columns: size.columns)
      preview = Rect(
        row: body.row + listRows + 1, column: 0, rows: body.rows - listRows - 1,
        columns: size.columns)
    case .narrow, .small, .tooSmall:
      list = body
      preview = nil
    }
  }

  private static func form(of size: Size) -> Form {
    if size.columns < 40 || size.rows < 10 { return .tooSmall }
    if size.columns < 60 || size.rows < 16 { return .small }
    return size.columns >= 110 ? .wide : .narrow
  }

  /// Between the top line and the border over the status line.
  private static func body(_ size: Size, _ form: Form) -> Rect {
    let first = form == .wide ? 1 : form == .narrow ? 2 : 0
    let last = form == .small || form == .tooSmall ? 2 : 3
    return Rect(row: first, column: 0, rows: size.rows - first - last, columns: size.columns)
  }

  /// The whole screen between the top and the border over the status line, for a full-screen place.
  static func page(_ size: Size) -> Rect {
    let last = form(of: size) == .small ? 2 : 3
    return Rect(row: 0, column: 0, rows: size.rows - last, columns: size.columns)
  }

  /// Lines that a thread takes in the list.
  var rowHeight: Int { form == .wide ? 2 : 1 }

  /// Threads that are visible at once; one line is kept for “loaded of known”.
  var listRows: Int { max(1, (list.rows - 1) / rowHeight) }
}

extension AppState {
  /// The mail screen's parts at the present size.
  var layout: Layout { Layout(size: size, showsPreview: options.showsPreview) }
}

/// Shows canvases: the terminal, or what a test puts in its place. Used on one thread.
public protocol Screen: AnyObject {
  /// The size a canvas should have now.
  var size: Size { get }

  /// Makes the screen look like `canvas`.
  func show(_ canvas: Canvas)

  /// Gives the terminal back as it was found, for another program or for a stop.
  func suspend()

  /// Takes the terminal again and draws everything anew.
  func resume()

  func bell()

  /// Names the terminal's window.
  func setTitle(_ text: SafeText)
}

/// Turns the bytes of a terminal into input: no clock, no descriptor.
public struct KeyDecoder: Sendable {
  /// Whether bytes wait for what follows; call `timeOut` if nothing follows within 50 ms.
  public var isPending: Bool { false }

  public init() {}

  /// The input that `bytes` complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Input] {
    []
  }

  /// Nothing followed: a lone ESC was the escape key, anything else unfinished is dropped.
  public mutating func timeOut() -> [Input] {
    []
  }
}

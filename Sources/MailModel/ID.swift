/// An identifier that a server or a mail's sender chose: opaque bytes, compared byte by byte.
///
/// Swift's `String` compares by canonical equivalence, so that two different ids could collide;
/// bytes cannot (reliability.md F6, M-9).
public struct ID<Subject>: Hashable, Sendable, Comparable {
  /// The identifier exactly as it came over the wire.
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The identifier as text, with U+FFFD for invalid UTF-8: for a screen, never for a look-up.
  public var text: String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// True where the server gave none.
  public var isEmpty: Bool { bytes.isEmpty }

  public static func < (left: ID, right: ID) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

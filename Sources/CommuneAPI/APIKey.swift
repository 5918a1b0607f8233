/// A key of the API. It is never printed: every description shows its last four characters only.
public struct APIKey: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The key itself, for the Authorization header and for nothing else.
  let value: String

  /// Printable ASCII without blanks, `comm_` first, at most 512 characters (SE-11).
  public init(_ text: String) throws(APIKeyError) {
    guard (10...512).contains(text.utf8.count), text.hasPrefix("comm_"),
      text.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { throw APIKeyError() }
    value = text
  }

  public var description: String { "comm_…\(value.suffix(4))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// A number that tells accounts apart and does not give the key away (CD-22).
  public var fingerprint: UInt64 {
    value.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The start of `text`, so many scalars at most, without the key or a part of it, should a server
  /// have echoed it (SE-06).
  func masked(in text: String, scalars: Int) -> String {
    let part = APIError.capped(text, scalars + value.utf8.count)
    let bytes = Array(part.utf8).replacing(Array(value.utf8), with: Array(description.utf8))
    var masked = Substring(decoding: bytes, as: UTF8.self).unicodeScalars
    // A key may have been cut in two at the end of the part.
    if part.utf8.count < text.utf8.count { masked = masked.dropLast(value.utf8.count) }
    return APIError.capped(String(masked), scalars)
  }
}

/// A text is no API key. It is not part of the error: it could be half of one.
public struct APIKeyError: Error, Sendable, Equatable {}

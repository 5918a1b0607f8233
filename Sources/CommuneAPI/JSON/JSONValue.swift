/// A JSON value as a server sent it, read leniently: what is broken costs itself, not its page.
///
/// Foundation's decoders give up a whole page for one lone surrogate or one number out of range,
/// and any mail sender can cause those (reliability.md F4, F5).
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The number's own text: it may be out of any type's range.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order of the text; of equal names the first counts.
  case object([Member])

  /// A name and its value.
  public struct Member: Sendable, Equatable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The first member of that name; nil where it is missing, null, or this is no object.
  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    let found = members.first { $0.name == name }?.value
    return found == .null ? nil : found
  }

  /// The first of several spellings that is there: servers mix camel and snake case.
  public subscript(_ names: String...) -> JSONValue? {
    for name in names {
      if let value = self[name] { return value }
    }
    return nil
  }

  /// The text of a string.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// A string, or a number or flag as text: for fields whose type is not to be relied on.
  public var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// A whole number; also from a string and from `4.0`. Nil where it is out of range.
  public var integer: Int64? {
    guard let text = text else { return nil }
    if let value = Int64(text) { return value }
    guard let value = Double(text), value.magnitude < 9e18 else { return nil }
    return Int64(value)
  }

  /// A flag; also from `0`, `1`, `"true"` and `"false"`.
  public var flag: Bool? {
    switch self {
    case .bool(let flag): flag
    case .number(let text), .string(let text):
      text == "1" || text == "true" ? true : text == "0" || text == "false" ? false : nil
    case .null, .array, .object: nil
    }
  }

  /// The elements of an array.
  public var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object.
  public var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The strings of an array; other elements are left out.
  public var strings: [String] {
    (array ?? []).compactMap(\.string)
  }
}

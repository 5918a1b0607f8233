internal import FoundationEssentials
internal import GRDB
internal import MailModel

/// Reads columns by index and never traps: a damaged file can hold any type in any column.
extension Row {
  func int(_ index: Int) -> Int64? {
    if case .int64(let value) = (self[index] as DatabaseValue).storage { return value }
    return nil
  }

  func number(_ index: Int) -> Int {
    Int(truncatingIfNeeded: int(index) ?? 0)
  }

  func bool(_ index: Int) -> Bool { int(index) == 1 }

  func time(_ index: Int) -> Timestamp? {
    int(index).map { Timestamp(milliseconds: $0) }
  }

  func bytes(_ index: Int) -> [UInt8]? {
    guard index < count else { return nil }
    return (try? withUnsafeData(atIndex: index) { $0.map { Array($0) } }) ?? nil
  }

  /// Through bytes: GRDB's own way ends at the first NUL.
  func text(_ index: Int) -> String? {
    guard index < count else { return nil }
    return
      (try? withUnsafeData(atIndex: index) { data in
        data.map { String(decoding: $0, as: UTF8.self) }
      }) ?? nil
  }

  func optionalID<Subject>(_ index: Int) -> ID<Subject>? {
    bytes(index).map { $0 == [0] ? ID(bytes: []) : ID(bytes: $0) }
  }

  func id<Subject>(_ index: Int) -> ID<Subject> {
    optionalID(index) ?? ID(bytes: [])
  }
}

/// A value bound to a statement.
typealias Bound = (any DatabaseValueConvertible)?

extension ID {
  /// One zero byte stands for the empty id: SQLite's binding makes an empty blob NULL.
  var bound: Data { bytes.isEmpty ? Data([0]) : Data(bytes) }
}

extension Optional {
  /// For a column that may not be NULL: no inbox is the empty id.
  func boundKey<Subject>() -> Data where Wrapped == ID<Subject> {
    self?.bound ?? Data([0])
  }
}

extension String {
  /// To be bound as `CAST(? AS TEXT)`, since text with a NUL must be bound as bytes.
  var bound: any DatabaseValueConvertible {
    utf8.contains(0) ? Data(utf8) : self
  }
}

extension Database {
  /// Runs a statement that is kept prepared.
  func run(_ sql: String, _ values: [Bound] = []) throws {
    try cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
  }

  /// Calls `body` with each row of a statement that is kept prepared.
  func each(_ sql: String, _ values: [Bound] = [], _ body: (Row) throws -> Void) throws {
    let statement = try cachedStatement(sql: sql)
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values))
    while let row = try rows.next() { try body(row) }
  }

  func all<Value>(
    _ sql: String, _ values: [Bound] = [], _ make: (Row) throws -> Value
  ) throws -> [Value] {
    var result: [Value] = []
    try each(sql, values) { result.append(try make($0)) }
    return result
  }

  func first<Value>(
    _ sql: String, _ values: [Bound] = [], _ make: (Row) throws -> Value
  ) throws -> Value? {
    let statement = try cachedStatement(sql: sql)
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values))
    return try rows.next().map(make)
  }

  func number(_ sql: String, _ values: [Bound] = []) throws -> Int64? {
    try first(sql, values) { $0.int(0) } ?? nil
  }
}

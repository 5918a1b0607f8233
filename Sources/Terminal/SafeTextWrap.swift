extension SafeText {
  /// Sanitises a text and wraps it at `columns` cells; at most `limit` lines.
  ///
  /// CRLF, CR, LF, NEL, U+2028, U+2029, VT and FF end a line, tabs go to stops of eight, blanks
  /// at the start of a line stay, and a word that is too long is cut between two cells.
  public static func wrap(_ raw: String, columns: Int, limit: Int = .max) -> [SafeText] {
    var raw = raw
    return raw.withUTF8 { bytes in
      var sanitiser = Sanitiser(WrapSink(columns: columns, limit: limit))
      var start = 0
      while start < bytes.count && !sanitiser.sink.isFull {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        let hasReturn = end < bytes.count && end > start && bytes[end - 1] == 0x0D
        let line = UnsafeBufferPointer(rebasing: bytes[start..<(hasReturn ? end - 1 : end)])
        if line.isPrintableASCII {
          sanitiser.sink.wrap(ascii: line)
        } else {
          let next = min(end + 1, bytes.count)
          sanitiser.addLine(UnsafeBufferPointer(rebasing: bytes[start..<next]))
        }
        start = end + 1
      }
      return sanitiser.sink.lines
    }
  }
}

extension Sanitiser where Sink == WrapSink {
  /// A line with its end; none that follows depends on it.
  mutating func addLine(_ bytes: UnsafeBufferPointer<UInt8>) {
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if sink.isFull { return }
      add(scalar)
    }
    finish()
    sink.finish()
  }
}

extension WrapSink {
  /// Wraps a line of printable ASCII by its bytes, with the same breaks as scalar by scalar.
  mutating func wrap(ascii line: UnsafeBufferPointer<UInt8>) {
    var start = 0
    repeat {
      let edge = start + columns
      if edge >= line.count { return add(line[start...], width: line.count - start) }
      let end = line[edge] == 0x20 ? edge : lastBreak(in: line, from: start, to: edge) ?? edge
      add(line[start..<end], width: end - start)
      start = end
      // Blanks over the edge are gone; before a word that did not fit there are none.
      while start < line.count && line[start] == 0x20 { start += 1 }
    } while start < line.count && !isFull
  }

  /// The place after the last blank that has a word before it.
  private func lastBreak(in line: UnsafeBufferPointer<UInt8>, from start: Int, to edge: Int)
    -> Int?
  {
    guard let blank = line[start..<edge].lastIndex(of: 0x20) else { return nil }
    return line[start..<blank].contains { $0 != 0x20 } ? blank + 1 : nil
  }
}

/// The gzip form without compression (RFC 1952, RFC 1951 §3.2.4).
enum Gzip {
  static func stored(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
      let end = min(start + 65_535, content.count)
      let size = UInt16(end - start)
      bytes.append(end == content.count ? 1 : 0)
      append(size, to: &bytes)
      append(~size, to: &bytes)
      bytes += content[start..<end]
      start = end
    } while start < content.count
    append(checksum(content), to: &bytes)
    append(UInt32(truncatingIfNeeded: content.count), to: &bytes)
    return bytes
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  private static func checksum(_ content: [UInt8]) -> UInt32 {
    var remainder = UInt32.max
    for byte in content {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xedb8_8320 : 0)
      }
    }
    return ~remainder
  }
}

/// A file of the sample mail: small, and what its type says.
struct SampleFile {
  var name: String
  var mimeType: String
  var content: [UInt8]

  init(name: String, mimeType: String, content: [UInt8]) {
    self.name = name
    self.mimeType = mimeType
    self.content = content
  }

  init(name: String, mimeType: String, text: String) {
    self.init(name: name, mimeType: mimeType, content: Array(text.utf8))
  }
}

extension SampleFile {
  /// One page of A4 with `lines` of ASCII text in Helvetica (PDF 1.4, with a cross-reference table).
  static func pdf(name: String, lines: [String]) -> SampleFile {
    let shown = lines.map { line in
      "(\(line.filter { $0.isASCII && $0 != "(" && $0 != ")" && $0 != "\\" })) Tj T*"
    }
    let stream = "BT /F1 11 Tf 14 TL 60 780 Td\n\(shown.joined(separator: "\n"))\nET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        + " /Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var text = "%PDF-1.4\n"
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(text.utf8.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "\(table)trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n"
    text += "startxref\n\(start)\n%%EOF\n"
    return SampleFile(name: name, mimeType: "application/pdf", text: text)
  }

  /// A day of measurements, comma separated.
  static func csv(name: String, random: inout SampleRandom) -> SampleFile {
    var text = "time,device,temperature,humidity,battery\r\n"
    for hour in 0..<24 {
      let time = "\(hour < 10 ? "0" : "")\(hour):00"
      let temperature = "\(random.number(in: 17...24)).\(random.below(10))"
      text += "\(time),\(random.hex(4)),\(temperature),\(random.number(in: 38...61)),2.9\r\n"
    }
    return SampleFile(name: name, mimeType: "text/csv", text: text)
  }

  /// A device's log, with the usual noise.
  static func log(name: String, random: inout SampleRandom) -> SampleFile {
    let events = [
      "join accepted, channel 14 not allowed", "uplink ok, rssi -\(random.number(in: 60...99))",
      "retry in 40 s", "link lost: lease expired", "config unchanged", "watchdog fed",
    ]
    var text = ""
    for line in 0..<40 {
      text += "[\(1_000 + line * 37)] <\(random.below(4))> \(random.pick(events))\n"
    }
    return SampleFile(name: name, mimeType: "text/plain", text: text)
  }

  /// An invitation (RFC 5545, method REQUEST), to an hour that begins at `start` (`YYYYMMDDTHHMMSSZ`).
  static func invitation(
    name: String, title: String, start: String, end: String, organizer: String, uid: String
  ) -> SampleFile {
    let lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Calendar 1.0//EN", "METHOD:REQUEST",
      "BEGIN:VEVENT", "UID:\(uid)", "DTSTAMP:\(start)", "DTSTART:\(start)", "DTEND:\(end)",
      "SUMMARY:\(title)", "ORGANIZER:mailto:\(organizer)", "STATUS:CONFIRMED", "END:VEVENT",
      "END:VCALENDAR", "",
    ]
    return SampleFile(
      name: name, mimeType: "text/calendar; method=REQUEST",
      text: lines.joined(separator: "\r\n"))
  }
}

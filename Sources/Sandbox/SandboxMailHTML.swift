import MailModel

/// The mail before, as a reply quotes it.
struct SampleQuote {
  var attribution: String
  var text: String
  var isOutlook: Bool

  init(of letter: SampleLetter, language: MailScript.Language, isOutlook: Bool) {
    self.isOutlook = isOutlook
    text = letter.text
    if isOutlook {
      attribution = """
        From: \(letter.sender)
        Sent: \(SampleDate.numeric(letter.at)) \(SampleDate.clock(letter.at))
        To: \(letter.to.joined(separator: "; "))
        Subject: \(letter.subject ?? "")
        """
    } else {
      attribution = SampleDate.attribution(of: letter.sender, at: letter.at, in: language)
    }
  }

  var plain: String {
    if isOutlook { return "-----Original Message-----\n\(attribution)\n\n\(text)" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let quoted = lines.map { $0.hasPrefix(">") ? ">\($0)" : "> \($0)" }
    return "\(attribution)\n\(quoted.joined(separator: "\n"))"
  }
}

/// HTML as the usual mail programs write it.
enum SampleHTML {
  static func reply(own: String, quote: SampleQuote?) -> String {
    guard let quote else { return gmail(own, quote: "") }
    if quote.isOutlook { return outlook(own, quote: quote) }
    let style = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"
    return gmail(
      own,
      quote: """
        <br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">\
        \(escaped(quote.attribution))<br></div>
        <blockquote class="gmail_quote" style="\(style)">\(lines(quote.text))</blockquote></div>
        """)
  }

  private static func gmail(_ own: String, quote: String) -> String {
    "<div dir=\"ltr\"><div>\(lines(own))</div></div>\(quote)\n"
  }

  private static func outlook(_ own: String, quote: SampleQuote) -> String {
    """
    <html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
    <style><!-- @font-face {font-family:Calibri;} p.MsoNormal {margin:0cm; font-size:11.0pt;} -->
    </style></head><body lang="EN-GB" link="#0563C1" vlink="#954F72">
    <div class="WordSection1">
    \(paragraphs(own))
    <p class="MsoNormal"><o:p>&nbsp;</o:p></p>
    <div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
    <p class="MsoNormal"><b>\(lines(quote.attribution))</b></p></div>
    \(paragraphs(quote.text))
    </div></body></html>
    """
  }

  static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n")
      .map { "<p class=\"MsoNormal\">\(escaped(String($0)))<o:p></o:p></p>" }
      .joined(separator: "\n")
  }

  /// `text` escaped, with `<br>` for line ends.
  static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
      .joined(separator: "<br>\n")
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}

import CommuneAPI
import CurlTransport
import Glibc
import Synchronization
import Testing

/// `openssl s_server` for one connection, with a certificate that nobody vouches for.
private final class TLSServer: Sendable {
  private let printed = Mutex((text: "", isOver: false))

  init(subject: String, options: String) {
    let script = """
      folder=$(mktemp -d) && cd "$folder" && openssl req -x509 -newkey ec -nodes -days 1 \
      -pkeyopt ec_paramgen_curve:P-256 -subj \(subject) -keyout key -out certificate 2>/dev/null
      timeout 8 openssl s_server -accept 127.0.0.1:0 -naccept 1 -www -key key -cert certificate \
      \(options) </dev/null 2>/dev/null; rm -r "$folder"
      """
    RawThread.start { [self] in
      guard let output = popen(script, "r") else { return }
      var line = [CChar](repeating: 0, count: 1024)
      while fgets(&line, 1024, output) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self)
        printed.withLock { $0.text += text }
      }
      pclose(output)
      printed.withLock { $0.isOver = true }
    }
  }

  /// What stands behind `word` on its line, once it was printed; nil where it never is.
  func text(behind word: String) async -> String? {
    for _ in 0..<2000 {
      let (text, isOver) = printed.withLock { $0 }
      if let mark = text.firstRange(of: word)?.upperBound {
        return String(text[mark...].prefix { !$0.isNewline })
      }
      if isOver { return nil }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }
}

@Suite(.enabled(if: access("/usr/bin/openssl", X_OK) == 0))
struct TLSTests {
  @Test(
    "AF-22 AF-24 a server that cannot prove who it is, or talks old TLS only, gets nothing",
    arguments: [
      ("/CN=127.0.0.1", "", "certificate"), ("/CN=evil.example", "", "certificate"),
      ("/CN=127.0.0.1", "-tls1_1 -cipher ALL:@SECLEVEL=0", "version"),
    ])
  func unproven(_ subject: String, _ options: String, _ words: String) async throws {
    let server = TLSServer(subject: subject, options: options)
    let port = try #require(await server.text(behind: "ACCEPT 127.0.0.1:"))
    let outcome = await CurlTransport().post("https://127.0.0.1:\(port)/v1/messages/send")
    // A handshake that has not finished has carried no byte of a request.
    #expect(
      await server.text(behind: "renegotiates (SSL_accept())\n")
        == "   0 server accepts that finished")
    #expect(outcome.error?.requestLeft == false)
    guard case .tls(let text) = outcome.error?.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(text.contains(words), "\(text)")
  }
}

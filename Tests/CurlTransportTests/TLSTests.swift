import CommuneAPI
import CurlTransport
import Foundation
import Testing

private let openssl = "/usr/bin/openssl"

/// `openssl s_server` with a certificate of its own; what clients sent is in `received`.
private final class TLSServer {
  let port: Int
  private let folder: URL
  private let process = Process()
  private let output = Pipe()

  /// Nil where it does not start.
  init?(subject: String, alternative: String, options: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let key = folder.appending(path: "key").path
    let certificate = folder.appending(path: "certificate").path
    let maker = Process()
    maker.executableURL = URL(filePath: openssl)
    maker.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
      "1", "-subj", subject, "-addext", "subjectAltName=\(alternative)", "-keyout", key, "-out",
      certificate,
    ]
    maker.standardError = FileHandle.nullDevice
    try maker.run()
    maker.waitUntilExit()
    process.executableURL = URL(filePath: openssl)
    process.arguments =
      ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate] + options
    process.standardOutput = output
    process.standardInput = Pipe()
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("ACCEPT"), case let more = output.fileHandleForReading.availableData,
      !more.isEmpty
    {
      text += String(decoding: more, as: UTF8.self)
    }
    let port = text.firstRange(of: "ACCEPT 127.0.0.1:").flatMap { mark in
      Int(text[mark.upperBound...].prefix { $0.isNumber })
    }
    guard let port else { return nil }
    self.port = port
  }

  /// Ends the server and gives all that it printed, requests included.
  func received() -> String {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}

@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl)), .serialized)
struct TLSTests {
  @Test(
    "AF-22 a server that cannot prove who it is gets nothing",
    arguments: [
      ("/CN=127.0.0.1", "IP:127.0.0.1", [], "self-signed certificate"),
      ("/CN=evil.example", "DNS:evil.example", [], "self-signed certificate"),
      ("/CN=127.0.0.1", "IP:127.0.0.1", ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], "version"),
    ])
  func unproven(
    _ subject: String, _ alternative: String, _ options: [String], _ words: String
  ) async throws {
    let server = try #require(
      try TLSServer(subject: subject, alternative: alternative, options: options))
    let outcome = await CurlTransport().outcome(
      HTTPRequest(
        method: .post, url: "https://127.0.0.1:\(server.port)/v1/messages/send",
        headers: [Header("Authorization", "Bearer canary")], body: Array("canary".utf8),
        isIdempotent: false, timeout: 5000))
    let received = server.received()
    #expect(!received.contains("canary"))
    #expect(outcome.error?.requestLeft == false)
    guard case .tls(let text) = outcome.error?.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(text.contains(words), "\(text)")
  }
}

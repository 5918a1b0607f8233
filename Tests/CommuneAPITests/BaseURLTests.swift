import Testing

@testable import CommuneAPI

struct BaseURLTests {
  @Test(
    "CK-10 an address is brought into one form",
    arguments: [
      ("https://mail.example.com", "https://mail.example.com/v1"),
      ("https://mail.example.com/", "https://mail.example.com/v1"),
      ("https://mail.example.com/v1", "https://mail.example.com/v1"),
      ("https://mail.example.com/v1///", "https://mail.example.com/v1"),
      ("https://mail.example.com//v1/", "https://mail.example.com/v1"),
      ("HTTPS://Mail.EXAMPLE.com:8443/Mail/v1", "https://mail.example.com:8443/Mail/v1"),
      ("https://mail.example.com/av1", "https://mail.example.com/av1/v1"),
      ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example/v1"),
      ("https://192.0.2.1:1", "https://192.0.2.1:1/v1"),
      ("https://[2001:DB8::1]:65535/v1", "https://[2001:db8::1]:65535/v1"),
      ("http://127.0.0.1:8025", "http://127.0.0.1:8025/v1"),
      ("http://127.255.0.9/v1", "http://127.255.0.9/v1"),
      ("http://localhost:1/", "http://localhost:1/v1"), ("http://[::1]:1", "http://[::1]:1/v1"),
    ])
  func normalised(_ text: String, _ description: String) throws {
    let base = try BaseURL(text)
    #expect(base.description == description)
    #expect(base.isInsecure == text.hasPrefix("http:"))
    #expect(try BaseURL(base.description) == base)
  }

  @Test(
    "AF-23 an address that would give the key away or makes no sense is refused",
    arguments: [
      ("", .notAnAddress), ("mail.example.com", .notAnAddress), ("https://", .notAnAddress),
      ("https:///v1", .notAnAddress), ("https://a b.example", .notAnAddress),
      (" https://a.example", .notAnAddress), ("https://a.example\n", .notAnAddress),
      ("https://a.example/\u{0}", .notAnAddress), ("https://bücher.example", .notAnAddress),
      ("https://a.example/../v1", .notAnAddress), ("https://[::1", .notAnAddress),
      ("https://[]", .notAnAddress), ("https://[::1]x", .notAnAddress),
      ("https://[evil.example]", .notAnAddress), ("https://::1", .notAnAddress),
      ("https://a:b:1", .notAnAddress), ("https://a]b", .notAnAddress),
      ("https://a%41", .notAnAddress),
      ("https://" + String(repeating: "a", count: 2000), .notAnAddress),
      ("ftp://a.example", .scheme("ftp")), ("file:///etc/passwd", .scheme("file")),
      ("javascript://a", .scheme("javascript")),
      ("https://user@a.example", .hasUserInfo), ("https://u:p@a.example", .hasUserInfo),
      ("https://a.example\\@evil.example", .hasUserInfo),
      ("https://a.example?x", .hasQuery), ("https://a.example/#x", .hasQuery),
      ("https://a.example:0", .port("0")), ("https://a.example:65536", .port("65536")),
      ("https://a.example:", .port("")), ("https://a.example:-1", .port("-1")),
      ("https://a.example:+1", .port("+1")),
      ("https://a.example:99999999999999999999", .port("99999999999999999999")),
      ("http://mail.example.com", .insecure(host: "mail.example.com")),
      ("http://127.0.0.1.evil.example", .insecure(host: "127.0.0.1.evil.example")),
      ("http://localhost.evil.example", .insecure(host: "localhost.evil.example")),
      ("http://128.0.0.1", .insecure(host: "128.0.0.1")),
      ("http://127.1", .insecure(host: "127.1")),
      ("http://0.0.0.0", .insecure(host: "0.0.0.0")), ("http://[::2]", .insecure(host: "[::2]")),
      ("http://192.168.1.1:80", .insecure(host: "192.168.1.1")),
    ] as [(String, BaseURLError)])
  func refused(_ text: String, _ error: BaseURLError) {
    #expect(throws: error) { try BaseURL(text) }
  }
}

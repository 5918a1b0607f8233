import CommuneAPI

extension BaseURLError {
  /// What is wrong with the address of a server, as a sentence.
  var sentence: String {
    switch self {
    case .notAnAddress:
      "this is no address of a server; one looks like https://mail.example.com/v1."
    case .scheme(let scheme): "“\(scheme)” is not possible; the address begins with https://."
    case .hasUserInfo: "the address must not hold a user name or a password."
    case .hasQuery: "the address must not hold ? or #."
    case .port(let port): "“\(port)” is no port; one is between 1 and 65535."
    case .insecure(let host):
      "plain http:// would show the key to everybody between here and \(host); use https://."
    }
  }
}

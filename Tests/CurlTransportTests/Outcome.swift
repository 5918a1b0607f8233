import CommuneAPI
import CurlTransport
import Glibc

/// How a request ended.
enum Outcome: Equatable {
  case answer(HTTPResponse)
  case failure(TransportError)

  var response: HTTPResponse? {
    if case .answer(let response) = self { response } else { nil }
  }

  var error: TransportError? {
    if case .failure(let error) = self { error } else { nil }
  }

  var status: Int? { response?.status }
  var body: String? { response.map { String(decoding: $0.body, as: UTF8.self) } }
}

extension CurlTransport {
  func outcome(
    _ request: HTTPRequest, progress: (@Sendable (TransferProgress) -> Void)? = nil
  ) async -> Outcome {
    do throws(TransportError) {
      return .answer(try await send(request, progress: progress))
    } catch {
      return .failure(error)
    }
  }

  func get(_ url: String, limit: Int = 32 << 20, timeout: Int = 10_000) async -> Outcome {
    await outcome(
      HTTPRequest(method: .get, url: url, maximumBodySize: limit, timeout: timeout))
  }

  func post(_ url: String, body: [UInt8] = Array("{}".utf8)) async -> Outcome {
    await outcome(
      HTTPRequest(method: .post, url: url, body: body, isIdempotent: false, timeout: 10_000))
  }
}

/// The monotonic clock, in milliseconds.
func milliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

import CCurl
import CommuneAPI
import Glibc

/// One request under way; used on libcurl's thread only.
final class Transfer {
  /// The most bytes and lines of a response's header.
  private static let maximumHeaderSize = 262_144
  private static let maximumHeaderCount = 500

  let job: Job
  let handle: UnsafeMutableRawPointer
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var status: Int?
  private var headers: [Header] = []
  private var headerSize = 0
  private var hasWholeHeader = false
  private var body: [UInt8] = []
  /// The limit that the answer went over, in bytes.
  private var brokenLimit: Int?
  private var lastProgress: Int64 = 0
  private var hasReportedUpload = false

  init(job: Job, handle: UnsafeMutableRawPointer) {
    self.job = job
    self.handle = handle
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  func free() {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headerList)
    errorText.deallocate()
  }

  /// The fixed option set of reliability.md §3.3.
  func configure(_ options: CurlOptions) {
    let request = job.request
    cc_set_string(handle, CURLOPT_URL, request.url)
    cc_set_string(
      handle, CURLOPT_PROTOCOLS_STR, request.url.hasPrefix("https:") ? "https" : "http")
    cc_set_string(handle, CURLOPT_REDIR_PROTOCOLS_STR, "")
    cc_set_string(handle, CURLOPT_ACCEPT_ENCODING, "gzip")
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)), (CURLOPT_NETRC, 0),
      (CURLOPT_UNRESTRICTED_AUTH, 0), (CURLOPT_NOSIGNAL, 1), (CURLOPT_PATH_AS_IS, 1),
      (CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout), (CURLOPT_TIMEOUT_MS, request.timeout),
      (CURLOPT_LOW_SPEED_LIMIT, 64), (CURLOPT_LOW_SPEED_TIME, options.stallTimeout),
      (CURLOPT_TCP_NODELAY, 1),
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
    ]
    for (option, value) in numbers { cc_set_long(handle, option, value) }
    // Wait for the handshake to tell whether it is HTTP/2. Without TLS that would be a wait for the
    // first answer, which may never come.
    cc_set_long(handle, CURLOPT_PIPEWAIT, request.url.hasPrefix("https:") ? 1 : 0)
    if !options.usesProxyFromEnvironment { cc_set_string(handle, CURLOPT_PROXY, "") }
    cc_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.maximumBodySize))
    cc_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    if !request.isIdempotent { keepToItself() }
    setMethodAndBody(request)
    setHeaders(request.headers)
    setCallbacks()
  }

  /// A connection of its own: on a kept one that dies, libcurl would repeat a POST by itself (F1).
  private func keepToItself() {
    cc_set_long(handle, CURLOPT_FRESH_CONNECT, 1)
    cc_set_long(handle, CURLOPT_FORBID_REUSE, 1)
    cc_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
  }

  private func setMethodAndBody(_ request: HTTPRequest) {
    if request.method == .post { cc_set_long(handle, CURLOPT_POST, 1) }
    let body = request.body ?? []
    if request.method != .get && (request.body != nil || request.method == .post) {
      cc_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      body.withUnsafeBytes { bytes in
        // libcurl copies the bytes; without any it must still see an address.
        guard let address = bytes.baseAddress, !bytes.isEmpty else {
          cc_set_string(handle, CURLOPT_COPYPOSTFIELDS, "")
          return
        }
        cc_set_pointer(
          handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: address))
      }
    }
    if request.method == .put || request.method == .delete {
      cc_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }
  }

  private func setHeaders(_ fields: [Header]) {
    for field in fields + [Header("Expect", "")] {
      let line = field.value.isEmpty ? "\(field.name):" : "\(field.name): \(field.value)"
      headerList = curl_slist_append(headerList, line) ?? headerList
    }
    cc_set_pointer(handle, CURLOPT_HTTPHEADER, headerList)
  }

  private func setCallbacks() {
    let this = Unmanaged.passUnretained(self).toOpaque()
    cc_set_body_function(
      handle,
      { data, size, count, this in
        guard let data, let this else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(this).takeUnretainedValue()
        return transfer.takeBody(UnsafeRawBufferPointer(start: data, count: size * count))
      }, this)
    cc_set_header_function(
      handle,
      { data, size, count, this in
        guard let data, let this else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(this).takeUnretainedValue()
        return transfer.takeHeader(UnsafeRawBufferPointer(start: data, count: size * count))
      }, this)
    guard job.progress != nil else { return }
    cc_set_progress_function(
      handle,
      { this, downTotal, down, upTotal, up in
        guard let this else { return 0 }
        Unmanaged<Transfer>.fromOpaque(this).takeUnretainedValue().noteProgress(
          TransferProgress(
            sent: Int64(up), sentTotal: Int64(upTotal), received: Int64(down),
            receivedTotal: Int64(downTotal)))
        return 0
      }, this)
  }

  /// Counted after decompression: a small body may unpack to gigabytes (M-5).
  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= job.request.maximumBodySize else {
      brokenLimit = job.request.maximumBodySize
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerSize += bytes.count
    guard headerSize <= Transfer.maximumHeaderSize, headers.count < Transfer.maximumHeaderCount
    else {
      brokenLimit = Transfer.maximumHeaderSize
      return 0
    }
    let line = String(decoding: bytes, as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      // An interim response (1xx) came before this one.
      status = line.split(separator: " ").dropFirst().first.flatMap { Int($0.prefix(3)) }
      headers = []
      hasWholeHeader = false
      return bytes.count
    }
    if line == "\r\n" || line == "\n" { hasWholeHeader = true }
    // A folded line goes on with the value before it; no field that is read here has one.
    if line.hasPrefix(" ") || line.hasPrefix("\t") { return bytes.count }
    guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return bytes.count }
    let value = line[line.utf8.index(after: colon)...].unicodeScalars
      .drop { $0 == " " || $0 == "\t" }
    var text = String(String.UnicodeScalarView(value))
    while let last = text.unicodeScalars.last, last == "\r" || last == "\n" || last == " " {
      text.unicodeScalars.removeLast()
    }
    headers.append(Header(String(line[..<colon]), text))
    return bytes.count
  }

  private func noteProgress(_ progress: TransferProgress) {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    let isDone = progress.sentTotal > 0 && progress.sent == progress.sentTotal
    guard now - lastProgress >= 100 || (isDone && !hasReportedUpload) else { return }
    lastProgress = now
    if isDone { hasReportedUpload = true }
    job.progress?(progress)
  }

  /// The answer, or why there is none.
  func result(_ code: CURLcode) -> Result<HTTPResponse, TransportError> {
    // libcurl calls it a success if the connection ends inside the header.
    guard code == CURLE_OK, hasWholeHeader, let status else {
      return .failure(error(code == CURLE_OK ? .cut : reason(code)))
    }
    return .success(HTTPResponse(status: status, headers: headers, body: body))
  }

  /// The error with how far the request got: libcurl counts the bytes of it that it has sent.
  func error(_ reason: TransportError.Reason) -> TransportError {
    TransportError(
      reason, requestLeft: cc_info_long(handle, CURLINFO_REQUEST_SIZE) > 0, status: status)
  }

  private func reason(_ code: CURLcode) -> TransportError.Reason {
    let text = String(cString: errorText)
    let words = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    if let brokenLimit { return .tooLarge(limit: brokenLimit) }
    switch code {
    case CURLE_FILESIZE_EXCEEDED: return .tooLarge(limit: job.request.maximumBodySize)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      return .nameNotFound(host: RequestRules.host(of: job.request.url))
    case CURLE_COULDNT_CONNECT: return .connectionRefused
    case CURLE_OPERATION_TIMEDOUT: return .timeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED:
      return .tls(words)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR,
      CURLE_WEIRD_SERVER_REPLY:
      return .cut
    case CURLE_URL_MALFORMAT: return .refusedHere(words)
    default: return .other(words)
    }
  }
}

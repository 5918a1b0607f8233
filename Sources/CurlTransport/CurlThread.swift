import CCurl
import CommuneAPI
import Glibc
import Synchronization

/// The thread that owns libcurl's multi handle, and the orders for it.
final class CurlThread: Sendable {
  private struct Orders {
    var jobs: [Job] = []
    var isStopped = false
    var isStarted = false
  }

  /// libcurl's handle. Unchecked, because a C pointer is never Sendable: off its thread only
  /// `curl_multi_wakeup` is called, which libcurl allows from any thread.
  private struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer?
  }

  private static let isReady: Bool = cc_global_init() == CURLE_OK

  private let orders = Mutex(Orders())
  private let multi: MultiHandle
  private let options: CurlOptions

  init(options: CurlOptions) {
    self.options = options
    multi = MultiHandle(pointer: CurlThread.isReady ? curl_multi_init() : nil)
    cc_multi_set_long(multi.pointer, CURLMOPT_MAX_TOTAL_CONNECTIONS, 4)
    cc_multi_set_long(multi.pointer, CURLMOPT_MAX_HOST_CONNECTIONS, 4)
  }

  /// Here and nowhere earlier: whoever still calls `wake` holds this object.
  deinit { curl_multi_cleanup(multi.pointer) }

  func add(_ job: Job) {
    guard multi.pointer != nil else {
      job.answer.resume(returning: .failure(TransportError(.other("libcurl cannot start"))))
      return
    }
    let (isStopped, mustStart) = orders.withLock { orders -> (Bool, Bool) in
      guard !orders.isStopped else { return (true, false) }
      orders.jobs.append(job)
      defer { orders.isStarted = true }
      return (false, !orders.isStarted)
    }
    if isStopped {
      job.answer.resume(returning: .failure(TransportError(.cancelled)))
    } else if mustStart {
      start()
    } else {
      wake()
    }
  }

  func wake() {
    curl_multi_wakeup(multi.pointer)
  }

  func stop() {
    orders.withLock { $0.isStopped = true }
    wake()
  }

  private func start() {
    var thread = pthread_t()
    let retained = Unmanaged.passRetained(self)
    let result = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<CurlThread>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, retained.toOpaque())
    guard result != 0 else {
      pthread_detach(thread)
      return
    }
    retained.release()
    orders.withLock { $0.isStarted = false }
    for job in takeJobs() {
      job.answer.resume(returning: .failure(TransportError(.other("no thread can be started"))))
    }
  }

  private func takeJobs() -> [Job] {
    orders.withLock { orders in
      defer { orders.jobs = [] }
      return orders.jobs
    }
  }

  /// The thread's life: takes orders, lets libcurl work, answers; sleeps while nothing happens.
  private func run() {
    // OpenSSL writes without MSG_NOSIGNAL: a server that hangs up must not end the program.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var loop = CurlLoop(multi: multi.pointer, options: options)
    while !orders.withLock({ $0.isStopped }) {
      for job in takeJobs() { loop.begin(job) }
      loop.endCancelled()
      loop.work()
    }
    loop.endAll()
    for job in takeJobs() {
      job.answer.resume(returning: .failure(TransportError(.cancelled)))
    }
  }
}

/// The transfers that are under way, on libcurl's thread.
struct CurlLoop {
  let multi: UnsafeMutableRawPointer?
  let options: CurlOptions
  private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]

  init(multi: UnsafeMutableRawPointer?, options: CurlOptions) {
    self.multi = multi
    self.options = options
  }

  mutating func begin(_ job: Job) {
    guard let handle = curl_easy_init() else {
      job.answer.resume(returning: .failure(TransportError(.other("libcurl has no memory"))))
      return
    }
    let transfer = Transfer(job: job, handle: handle)
    transfer.configure(options)
    transfers[handle] = transfer
    if curl_multi_add_handle(multi, handle) != CURLM_OK {
      end(transfer, with: .failure(TransportError(.other("libcurl takes no request"))))
    }
  }

  mutating func endCancelled() {
    for transfer in transfers.values where transfer.job.ticket.isCancelled {
      end(transfer, with: .failure(transfer.error(.cancelled)))
    }
  }

  mutating func endAll() {
    for transfer in transfers.values { end(transfer, with: .failure(transfer.error(.cancelled))) }
  }

  /// Lets libcurl work once and sleep until something happens, a minute at most.
  mutating func work() {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = transfers[handle]
      else { continue }
      end(transfer, with: transfer.result(cc_message_result(message)))
    }
    curl_multi_poll(multi, nil, 0, transfers.isEmpty ? 3_600_000 : 10_000, nil)
  }

  private mutating func end(
    _ transfer: Transfer, with result: Result<HTTPResponse, TransportError>
  ) {
    transfers[transfer.handle] = nil
    curl_multi_remove_handle(multi, transfer.handle)
    transfer.free()
    transfer.job.answer.resume(returning: result)
  }
}

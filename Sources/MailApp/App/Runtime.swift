public import MailModel
public import Terminal

/// What the runtime needs from the rest of the program.
public protocol Services {
  /// Answers a bounded read of the store at once; nil for every other effect. Called on the main
  /// loop between two keys, so that no key is lost at the edge of a window.
  func answer(_ effect: Effect) -> Event?

  /// Begins an effect and returns; what comes of it is posted to the event queue.
  func start(_ effect: Effect)

  /// Lets the user edit `text` in another program that has the terminal; blocks.
  func edit(_ text: String) -> EditorResult

  /// Waits, at most two seconds, until what was begun is stored.
  func finish()
}

/// The main loop: sleeps until a key, a signal, a timer or another thread wakes it; then update,
/// effects, one frame.
public struct Runtime {
  private var state: AppState
  private let screen: CursesScreen
  private let signals: SignalInbox
  private let queue: EventQueue
  private let services: any Services
  private let clock: () -> Timestamp
  private var decoder = KeyDecoder()
  private var exitCode: Int32?

  public init(
    state: AppState, screen: CursesScreen, signals: SignalInbox, queue: EventQueue,
    services: any Services, clock: @escaping () -> Timestamp
  ) {
    self.state = state
    self.screen = screen
    self.signals = signals
    self.queue = queue
    self.services = services
    self.clock = clock
  }

  /// Runs until the user quits or a signal ends the program; the exit code.
  public mutating func run() -> Int32 {
    state.now = clock()
    state.size = screen.size
    apply(.started)
    while exitCode == nil {
      screen.show(view(state))
      turn()
    }
    services.finish()
    screen.suspend()
    return exitCode ?? 0
  }

  /// One sleep and all that woke it.
  private mutating func turn() {
    let descriptors = [screen.inputDescriptor, signals.descriptor, queue.descriptor]
    let ready = Poll.wait(on: descriptors, milliseconds: patience)
    state.now = clock()
    if ready.contains(signals.descriptor) {
      for signal in signals.take() { handle(signal) }
    }
    if ready.contains(screen.inputDescriptor) {
      apply(decoder.feed(screen.read()))
      if screen.isClosed { end(128 + 1) }
    } else if ready.isEmpty && decoder.isPending {
      for input in decoder.timeOut() { apply(.input(input)) }
    }
    for kind in state.timers.takeDue(at: state.now) { apply(.timerFired(kind)) }
    if ready.contains(queue.descriptor) {
      for event in queue.take() { apply(event) }
    }
  }

  /// Milliseconds to sleep at most: an escape sequence gets 50, a timer its time, else for ever.
  private var patience: Int? {
    let timer = state.timers.next.map { Int(max(0, $0.milliseconds(since: state.now))) }
    guard decoder.isPending else { return timer }
    return min(50, timer ?? 50)
  }

  private mutating func handle(_ signal: Signal) {
    switch signal {
    case .resize: apply(.resized(screen.size))
    case .terminate(let number): end(128 + number)
    case .hangUp: end(128 + 1)
    case .interrupt: end(128 + 2)
    case .stop: stop()
    case .resume:
      screen.resume()
      apply(.resized(screen.size))
    }
  }

  private mutating func end(_ code: Int32) {
    guard exitCode == nil else { return }
    apply(.terminated)
    exitCode = code
  }

  private mutating func stop() {
    screen.suspend()
    signals.stopProcess()
    screen.resume()
    apply(.resized(screen.size))
  }

  /// Applies inputs that came together. A held key is faster than the reads for the previews that
  /// it passes: while the same input follows, only the latest is kept, and read when it stops.
  private mutating func apply(_ inputs: [Input]) {
    var passed: Effect?
    for (index, input) in inputs.enumerated() {
      let isRepeated = index + 1 < inputs.count && inputs[index + 1] == input
      var effects = update(&state, .input(input))
      if let preview = effects.last(where: \.isPreview) {
        passed = nil
        if isRepeated && state.place == .list {
          passed = preview
          effects.removeAll(where: \.isPreview)
        }
      }
      follow(effects)
      if !isRepeated, let preview = passed {
        passed = nil
        follow([preview])
      }
    }
  }

  private mutating func apply(_ event: Event) {
    follow(update(&state, event))
  }

  /// Does what follows from a change; answers to bounded reads are applied at once.
  private mutating func follow(_ effects: [Effect]) {
    var effects = effects
    var events: [Event] = []
    while true {
      for effect in effects {
        if let answer = services.answer(effect) {
          events.append(answer)
        } else {
          perform(effect)
        }
      }
      guard !events.isEmpty else { return }
      effects = update(&state, events.removeFirst())
    }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .editExternally(let draft, let text):
      screen.suspend()
      let result = services.edit(text)
      // Ctrl-C and Ctrl-Z in the editor were meant for the editor.
      let ours = signals.take().filter { ![.interrupt, .stop, .resume].contains($0) }
      screen.resume()
      for signal in ours { handle(signal) }
      apply(.editorEnded(draft, result))
      apply(.resized(screen.size))
    case .suspend: stop()
    case .bell: screen.bell()
    case .redraw: screen.resume()
    case .quit: if exitCode == nil { exitCode = 0 }
    default: services.start(effect)
    }
  }
}

extension Effect {
  fileprivate var isPreview: Bool {
    if case .loadMessages = self { return true }
    return false
  }
}

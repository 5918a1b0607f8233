public import Terminal

/// Which keys ask for which action: the one table behind keys, footer, help and `commune-tui keys`.
public struct Keymap: Equatable, Sendable {
  /// What a sequence of keys means so far.
  public enum Match: Equatable, Sendable {
    case action(Action)
    /// More keys are needed; each continuation with its action.
    case prefix
    case none
  }

  /// In the order in which help shows them; the first of an action is the one shown in a footer.
  public private(set) var bindings: [Binding]
  private var actions: [Context: [[Key]: Action]]
  private var prefixes: [Context: Set<[Key]>]
  /// The first keys of each action, since every frame shows some.
  private var firstKeys: [Context: [Action: [Key]]] = [:]

  public init(_ bindings: [Binding]) {
    self.bindings = bindings
    actions = [:]
    prefixes = [:]
    for binding in bindings {
      actions[binding.context, default: [:]][binding.keys] = binding.action
      if firstKeys[binding.context]?[binding.action] == nil {
        firstKeys[binding.context, default: [:]][binding.action] = binding.keys
      }
      for length in 1..<max(1, binding.keys.count) {
        prefixes[binding.context, default: []].insert(Array(binding.keys.prefix(length)))
      }
    }
  }

  /// What `keys` mean in `context`; the context's own bindings come before the global ones.
  public func match(_ keys: [Key], in context: Context) -> Match {
    for place in [context, .global] {
      if let action = actions[place]?[keys] { return .action(action) }
      if prefixes[place]?.contains(keys) == true { return .prefix }
    }
    return .none
  }

  /// The first binding of `action` that holds in `context`.
  public func keys(for action: Action, in context: Context) -> [Key]? {
    if let own = firstKeys[context]?[action] { return own }
    guard let keys = firstKeys[.global]?[action] else { return nil }
    if actions[context]?[keys] == nil { return keys }
    return bindings.first { binding in
      binding.context == .global && binding.action == action
        && actions[context]?[binding.keys] == nil
    }?.keys
  }

  /// The bindings of `context` that begin with `keys`, for the popup after an incomplete sequence.
  public func continuations(of keys: [Key], in context: Context) -> [Binding] {
    bindings.filter { binding in
      (binding.context == context || binding.context == .global)
        && binding.keys.count > keys.count && Array(binding.keys.prefix(keys.count)) == keys
    }
  }

  /// With `keys` bound to `action` in `context`, whatever they were bound to; nil unbinds them.
  public func binding(_ keys: [Key], to action: Action?, in context: Context) -> Keymap {
    var changed = bindings.filter { $0.context != context || $0.keys != keys }
    if let action { changed.append(Binding(context, keys, action)) }
    return Keymap(changed)
  }
}

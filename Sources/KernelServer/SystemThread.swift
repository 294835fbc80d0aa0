#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A thread with a name and a stack of its own size.
///
/// Not a task: sockets belong to one thread, and training must not block the cooperative pool.
@safe package struct SystemThread: @unchecked Sendable {
  // A `pthread_t` may be joined from any thread; we join once.
  private let identifier: pthread_t

  /// Starts a thread; `stackSize` in bytes, nil for the system's own (8 MiB on Linux, 512 KiB on macOS).
  package init(name: String, stackSize: Int? = nil, body: @escaping @Sendable () -> Void) throws {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    if let stackSize { unsafe pthread_attr_setstacksize(&attributes, stackSize) }

    // The reference that `passRetained` adds is taken over by the new thread, or back by us if there is none.
    let errand = unsafe Unmanaged.passRetained(Errand(name: name, body: body))
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = unsafe pthread_create(&thread, &attributes, { unsafe Errand.run($0) }, errand.toOpaque())
    #else
      var thread: pthread_t = 0
      let code = unsafe pthread_create(&thread, &attributes, { unsafe Errand.run($0) }, errand.toOpaque())
    #endif
    guard code == 0 else {
      unsafe errand.release()
      throw SystemError(code: code, operation: "start the thread \(name)")
    }
    #if canImport(Darwin)
      guard let thread = unsafe thread else { throw SystemError(code: EAGAIN, operation: "start the thread \(name)") }
      unsafe identifier = thread
    #else
      identifier = thread
    #endif
  }

  /// Lets the thread end by itself; instead of `join`.
  package func detach() {
    #if canImport(Darwin)
      unsafe pthread_detach(identifier)
    #else
      pthread_detach(identifier)
    #endif
  }

  /// Waits for the thread's end; once.
  package func join() {
    #if canImport(Darwin)
      unsafe pthread_join(identifier, nil)
    #else
      pthread_join(identifier, nil)
    #endif
  }
}

/// What a new thread has to do.
private final class Errand: Sendable {
  private let name: String
  private let body: @Sendable () -> Void

  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }

  @unsafe static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    let errand = unsafe Unmanaged<Errand>.fromOpaque(argument).takeRetainedValue()
    #if canImport(Darwin)
      unsafe pthread_setname_np(errand.name)
    #else
      System.nameThread(errand.name)
    #endif
    errand.body()
    return nil
  }
}

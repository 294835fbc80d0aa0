import CMicrokernels

/// The workers of the engine and the instructions they run.
///
/// Work is cut into tiles that the threads take one after another, so that a thread which the system holds up delays
/// only its own tile. No result depends on the number of threads. Idle workers sleep.
///
/// One thread at a time may use it, as it may use the networks computed with it.
@safe
public final class Threads {
  /// The numbers of threads one may ask for.
  public static let allowed = 1...256

  /// The instruction set in use.
  public let instructions: InstructionSet

  /// The inner loops for it.
  let kernels: UnsafePointer<Microkernels>

  private var pool: OpaquePointer

  /// How many products of two numbers the matrix products and convolutions since the beginning are made of by definition,
  /// those with padding left out: the cost of training, apart from the clock.
  package internal(set) var products = 0

  /// Workers for `count` threads (nil: one for each processor) and the instruction set that `environment` asks for.
  public convenience init(count: Int? = nil, environment: [String: String]) throws(EngineError) {
    try self.init(count: count, instructions: InstructionSet.requested(in: environment))
  }

  /// Workers for `count` threads (nil: one for each processor) with the given instruction set.
  ///
  /// - Throws: `EngineError` when the set cannot run here or the count is out of range.
  public init(count: Int? = nil, instructions: InstructionSet) throws(EngineError) {
    let wanted = count ?? Threads.processorCount
    guard Threads.allowed.contains(wanted) else {
      throw .threadCount(wanted, allowed: Threads.allowed)
    }
    guard let kernels = unsafe instructions.kernels, let pool = unsafe workers_create(Int32(wanted)) else {
      throw .unsupportedInstructionSet(instructions, supported: InstructionSet.supported)
    }
    self.instructions = instructions
    unsafe self.kernels = kernels
    unsafe self.pool = pool
  }

  deinit {
    unsafe workers_destroy(pool)
  }

  /// The number of threads at work, the caller's included; the system may have granted fewer than wanted.
  public var count: Int {
    Int(unsafe workers_count(pool))
  }

  /// Changes the number of threads; for use between two commands.
  public func setCount(_ count: Int) throws(EngineError) {
    guard Threads.allowed.contains(count), let next = unsafe workers_create(Int32(count)) else {
      throw .threadCount(count, allowed: Threads.allowed)
    }
    unsafe workers_destroy(pool)
    unsafe pool = next
  }

  /// The processors that are on line, at most as many as are allowed.
  public static var processorCount: Int {
    min(max(Int(workers_processors()), 1), allowed.upperBound)
  }

  private var scratch = Buffer(count: 0)

  /// Memory for at least this many numbers, for whoever computes right now; nobody knows what is in it.
  func workspace(_ count: Int) -> Buffer {
    if scratch.count < count {
      scratch = Buffer(count: count)
    }
    return scratch
  }

  /// Calls `body` once for each of the tiles 0 ..< `tiles`, from several threads at once, and returns when all are done.
  ///
  /// The tiles must not write to the same memory. What they wrote is visible afterwards.
  package func run(tiles: Int, _ body: (Int) -> Void) {
    // The C function returns only when no thread uses the context any more, so neither closure nor pointer escapes.
    withoutActuallyEscaping(body) { body in
      unsafe withUnsafePointer(to: body) { context in
        unsafe workers_run(
          pool, tiles,
          { context, tile in
            unsafe context.assumingMemoryBound(to: ((Int) -> Void).self).pointee(tile)
          }, context)
      }
    }
  }

  /// Work on some images of a batch, by the thread that has them in its cache.
  public typealias ImageWork = (Range<Int>) -> Void

  /// Calls `work` for as many images at a time as stay in a cache.
  ///
  /// - Parameter size: the floats of an image.
  public func run(images: Range<Int>, ofSize size: Int, _ work: ImageWork) {
    let slice = max(1, 65_536 / max(1, size))
    run(tiles: (images.count + slice - 1) / slice) { tile in
      let first = images.lowerBound + tile * slice
      work(first..<min(images.upperBound, first + slice))
    }
  }

  /// Cuts 0 ..< `count` into ranges of a size that is worth a worker's attention, and runs `body` for each.
  ///
  /// Every range begins at a multiple of 16,384.
  package func run(over count: Int, _ body: (Range<Int>) -> Void) {
    let size = 16_384
    run(tiles: (count + size - 1) / size) { tile in
      body(tile * size..<min(count, (tile + 1) * size))
    }
  }

  /// The same where there may be no threads: then the caller runs `body` once, for everything.
  static func run(over count: Int, on threads: Threads?, _ body: (Range<Int>) -> Void) {
    if let threads {
      threads.run(over: count, body)
    } else {
      body(0..<count)
    }
  }
}

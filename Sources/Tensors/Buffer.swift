import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A run of floats that the engine computes in: memory of its own, or a part of another buffer's.
///
/// A buffer is a reference: slices and copies of it name the same memory, which lives as long as any of them. Memory
/// is aligned to 64 bytes, a cache line and the widest vector. Access is checked; use by two threads at a time is not,
/// which is why a buffer is not `Sendable`.
@safe
public struct Buffer {
  /// Zeros, from the heap or, when they are many, straight from the system.
  ///
  /// A network's buffers come and go together. In the heap, aligned as they are, they would leave holes that the next
  /// network does not fit into, and a notebook that makes one network after the other would grow with each.
  @safe
  private final class Storage {
    let start: UnsafeMutablePointer<Float>
    private let count: Int
    private let mappedBytes: Int?

    init(count: Int) {
      let byteCount = max(count, 1) * MemoryLayout<Float>.stride
      if byteCount >= 1 << 15, let pages = unsafe Storage.pages(byteCount) {
        unsafe start = pages.bindMemory(to: Float.self, capacity: count)
        mappedBytes = byteCount
      } else {
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
        unsafe start = bytes.initializeMemory(as: Float.self, repeating: 0, count: count)
        mappedBytes = nil
      }
      self.count = count
      Buffer.creations.add(1, ordering: .relaxed)
      let floats = Buffer.floats.add(count, ordering: .relaxed).newValue
      Buffer.mostFloats.max(floats, ordering: .relaxed)
    }

    deinit {
      Buffer.floats.subtract(count, ordering: .relaxed)
      if let mappedBytes {
        unsafe munmap(start, mappedBytes)
      } else {
        unsafe start.deallocate()
      }
    }

    /// Pages of the system, which it fills with zeros: "MAP_ANONYMOUS … contents are initialized to zero", mmap(2).
    private static func pages(_ byteCount: Int) -> UnsafeMutableRawPointer? {
      #if canImport(Darwin)
        let flags = MAP_PRIVATE | MAP_ANON
      #else
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
      #endif
      let pages = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0)
      guard unsafe pages != MAP_FAILED, let pages = unsafe pages else { return nil }
      #if os(Linux)
        // Large pages where the system has them: a strip of a matrix lies on as many pages as it has rows. An advice.
        unsafe madvise(pages, byteCount, MADV_HUGEPAGE)
      #endif
      return unsafe pages
    }
  }

  /// How many buffers have got memory since the process began; a training step must not move it.
  package static var created: Int { creations.load(ordering: .relaxed) }

  /// The most bytes that all buffers together have had at one time.
  package static var peakBytes: Int { mostFloats.load(ordering: .relaxed) * MemoryLayout<Float>.stride }

  private static let creations = Atomic<Int>(0)
  private static let floats = Atomic<Int>(0)
  private static let mostFloats = Atomic<Int>(0)

  private let storage: Storage
  private let offset: Int

  /// The number of floats.
  public let count: Int

  /// Memory for `count` zeros.
  public init(count: Int) {
    storage = Storage(count: count)
    offset = 0
    self.count = count
  }

  /// Memory with a copy of these values.
  public init(_ values: [Float]) {
    self.init(count: values.count)
    copy(values)
  }

  private init(part range: Range<Int>, of whole: Buffer) {
    precondition(range.lowerBound >= 0 && range.upperBound <= whole.count, "\(range) is outside of \(whole.count)")
    storage = whole.storage
    offset = whole.offset + range.lowerBound
    count = range.count
  }

  /// A part of the same memory.
  public subscript(range: Range<Int>) -> Buffer {
    Buffer(part: range, of: self)
  }

  /// The first `count` floats of the same memory.
  public func prefix(_ count: Int) -> Buffer {
    self[0..<count]
  }

  /// One element.
  public subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "\(index) is outside of \(count)")
      return unsafe pointer[index]
    }
    nonmutating set {
      precondition(index >= 0 && index < count, "\(index) is outside of \(count)")
      unsafe pointer[index] = newValue
    }
  }

  /// A copy of the elements.
  public var values: [Float] {
    unsafe Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// Overwrites the first elements with these values.
  public func copy(_ values: [Float]) {
    precondition(values.count <= count, "\(values.count) values do not fit into \(count)")
    unsafe values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress {
        unsafe pointer.update(from: start, count: source.count)
      }
    }
  }

  /// Overwrites the first elements with those of another buffer.
  public func copy(_ other: Buffer) {
    precondition(other.count <= count, "\(other.count) values do not fit into \(count)")
    unsafe pointer.update(from: other.pointer, count: other.count)
  }

  /// Adds a number to every element; for first values, not for inner loops.
  package func add(_ number: Float) {
    guard number != 0 else { return }
    for index in 0..<count {
      unsafe pointer[index] += number
    }
  }

  /// Lets `body` write the elements through a bounds-checked span.
  public func withMutableSpan<Result>(_ body: (inout MutableSpan<Float>) -> Result) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: pointer, count: count)
    return body(&span)
  }

  /// The address of the first element, to compare with.
  package var address: UInt {
    UInt(bitPattern: unsafe pointer)
  }

  /// Where the first element lies; valid while a buffer of this memory is alive.
  var pointer: UnsafeMutablePointer<Float> {
    unsafe storage.start + offset
  }

  /// The first element, for a callee that touches `needed` elements.
  func pointer(for needed: Int) -> UnsafeMutablePointer<Float> {
    precondition(needed <= count, "a buffer of \(count) is too short for \(needed)")
    return unsafe pointer
  }
}

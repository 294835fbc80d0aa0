import CMicrokernels

/// Functions applied to each element of a buffer, and the derivatives the backward passes need.
///
/// The results are accurate to about two units in the last place and the same bits everywhere. Input and output may be
/// the same buffer.
public enum Elementwise {
  /// y = exp x.
  public static func exp(_ x: Buffer, into y: Buffer, on threads: Threads) {
    unsafe map(threads.kernels.pointee.exp, x, y, threads)
  }

  /// y = log x, the natural logarithm.
  public static func log(_ x: Buffer, into y: Buffer, on threads: Threads) {
    unsafe map(threads.kernels.pointee.log, x, y, threads)
  }

  /// y = log(1 + exp x).
  public static func softplus(_ x: Buffer, into y: Buffer, on threads: Threads) {
    unsafe map(threads.kernels.pointee.softplus, x, y, threads)
  }

  /// y = tanh x.
  public static func tanh(_ x: Buffer, into y: Buffer, on threads: Threads) {
    unsafe map(threads.kernels.pointee.tanh, x, y, threads)
  }

  /// y = 1 / (1 + exp(-x)).
  public static func sigmoid(_ x: Buffer, into y: Buffer, on threads: Threads) {
    unsafe map(threads.kernels.pointee.sigmoid, x, y, threads)
  }

  /// y = x for positive x, else slope x.
  public static func leakyReLU(_ x: Buffer, slope: Float, into y: Buffer, on threads: Threads) {
    let n = x.count
    let x = unsafe x.pointer
    let y = unsafe y.pointer(for: n)
    threads.run(over: n) { part in
      let at = part.lowerBound
      unsafe threads.kernels.pointee.leaky_relu(part.count, slope, x + at, y + at)
    }
  }

  /// dx = dy for positive x, else slope dy; times the mask of a dropout behind the rectifier, if there is one.
  public static func leakyReLUGradient(
    x: Buffer, slope: Float, mask: Buffer? = nil, dy: Buffer, into dx: Buffer, on threads: Threads
  ) {
    let n = dy.count
    let x = unsafe x.pointer(for: n)
    let mask = unsafe mask?.pointer(for: n)
    let dy = unsafe dy.pointer
    let dx = unsafe dx.pointer(for: n)
    threads.run(over: n) { part in
      let at = part.lowerBound
      unsafe threads.kernels.pointee.leaky_relu_backward(
        part.count, slope, x + at, mask.map { unsafe UnsafePointer($0 + at) }, dy + at, dx + at)
    }
  }

  /// y = y for positive y, else slope y, by the calling thread alone.
  public static func rectify(_ y: Buffer, slope: Float, on threads: Threads) {
    unsafe threads.kernels.pointee.leaky_relu(y.count, slope, y.pointer, y.pointer)
  }

  /// dy = dy for positive y, else slope dy, by the calling thread alone; y may be what a rectifier with a slope of at least
  /// 0 has given.
  public static func rectifyGradient(_ dy: Buffer, y: Buffer, slope: Float, on threads: Threads) {
    unsafe threads.kernels.pointee.leaky_relu_backward(
      dy.count, slope, y.pointer(for: dy.count), nil, dy.pointer, dy.pointer)
  }

  /// dx = dy (1 - y^2), for y = tanh x.
  public static func tanhGradient(y: Buffer, dy: Buffer, into dx: Buffer, on threads: Threads) {
    unsafe combine(threads.kernels.pointee.tanh_backward, y, dy, dx, threads)
  }

  /// dx = dy y (1 - y), for y = sigmoid x.
  public static func sigmoidGradient(y: Buffer, dy: Buffer, into dx: Buffer, on threads: Threads) {
    unsafe combine(threads.kernels.pointee.sigmoid_backward, y, dy, dx, threads)
  }

  /// z = x y.
  public static func multiply(_ x: Buffer, _ y: Buffer, into z: Buffer, on threads: Threads) {
    unsafe combine(threads.kernels.pointee.multiply, x, y, z, threads)
  }

  /// Transposes each of `count` matrices of rows x columns that follow one another.
  public static func transposeEach(
    count: Int, rows: Int, columns: Int, _ x: Buffer, into y: Buffer, on threads: Threads
  ) {
    let size = rows * columns
    let x = unsafe x.pointer(for: count * size)
    let y = unsafe y.pointer(for: count * size)
    threads.run(tiles: count) { index in
      unsafe threads.kernels.pointee.transpose(columns, 0, rows, x + index * size, y + index * size, rows)
    }
  }

  /// The sum of all elements: 64 running sums, element i added to number i mod 64, then folded by halves.
  public static func sum(_ x: Buffer, on threads: Threads) -> Float {
    unsafe threads.kernels.pointee.sum(x.count, x.pointer)
  }

  /// Binary cross-entropy on logits: loss = sign (softplus(x) - target x), and what follows from it.
  ///
  /// - Parameters:
  ///   - x: the logits.
  ///   - loss: one value per logit.
  ///   - score: sigmoid x.
  ///   - gradient: scale sign (sigmoid x - target), the derivative times `scale`.
  public static func logitLoss(
    _ x: Buffer, sign: Float, target: Float, scale: Float, loss: Buffer, score: Buffer, gradient: Buffer,
    on threads: Threads
  ) {
    unsafe threads.kernels.pointee.logit_loss(
      x.count, sign, target, scale, x.pointer, loss.pointer(for: x.count), score.pointer(for: x.count),
      gradient.pointer(for: x.count))
  }

  /// A 64-bit hash over the bits of the elements in their order, continuing `hash`.
  public static func digest(_ x: Buffer, continuing hash: UInt64 = 0) -> UInt64 {
    unsafe microkernels_digest(hash, x.count, x.pointer)
  }

  private typealias Unary = @convention(c) (Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  private typealias Binary =
    @convention(c) (
      Int, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>
    ) -> Void

  private static func map(_ function: Unary, _ x: Buffer, _ y: Buffer, _ threads: Threads) {
    let n = x.count
    let x = unsafe x.pointer
    let y = unsafe y.pointer(for: n)
    threads.run(over: n) { part in
      unsafe function(part.count, x + part.lowerBound, y + part.lowerBound)
    }
  }

  private static func combine(_ function: Binary, _ x: Buffer, _ y: Buffer, _ z: Buffer, _ threads: Threads) {
    let n = y.count
    let x = unsafe x.pointer(for: n)
    let y = unsafe y.pointer
    let z = unsafe z.pointer(for: n)
    threads.run(over: n) { part in
      let at = part.lowerBound
      unsafe function(part.count, x + at, y + at, z + at)
    }
  }
}

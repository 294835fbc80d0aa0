public import Tensors

/// The gradient penalty of WGAN-GP (Gulrajani and others 2017, equation 3), which asks a critic for slopes of 1.
///
///     P = weight / rows * sum over r of (|g_r| - 1)^2,    g_r = dD(x_r) / dx_r,
///     x_r = e_r real_r + (1 - e_r) fake_r,                e_r uniform in [0, 1)
///
/// Its derivative by the critic's parameters is exact: t_r = 2 weight / rows (1 - 1 / |g_r|) g_r is carried through the
/// backward pass by ``Network/differentiateBackward(_:by:on:)``. Where g_r is 0 the norm has no derivative, and t_r = 0.
public final class GradientPenalty {
  /// What was found on a batch.
  public struct Value: Sendable, Equatable {
    /// The penalty P.
    public let loss: Double
    /// The mean of |g_r|, near 1 for a good critic.
    public let meanNorm: Double
    /// The standard deviation of |g_r| within the batch.
    public let normDeviation: Double

    /// A value as it was found, or read from a file.
    package init(loss: Double, meanNorm: Double, normDeviation: Double) {
      (self.loss, self.meanNorm, self.normDeviation) = (loss, meanNorm, normDeviation)
    }
  }

  private let critic: Network
  /// Between real and made samples; squares of g; then t.
  private var points = Buffer(count: 0)
  private var scratch = Buffer(count: 0)
  private var shares = Buffer(count: 0)
  private var rests = Buffer(count: 0)
  private var norms = Buffer(count: 0)
  private var ones = Buffer(count: 0)

  /// A penalty on the slopes of this network, which gives one number for a sample.
  ///
  /// - Throws: `ShapeError` with `.noSecondDerivative` when a layer's backward pass cannot be differentiated.
  public init(_ critic: Network) throws(ShapeError) {
    try critic.requireSecondDerivatives()
    self.critic = critic
  }

  /// How many floats ``reserve(rows:)`` takes for each sample, those of the critic's own passes aside.
  public static func floatsPerSample(of critic: Network) -> Int {
    critic.secondOrderFloatsPerSample + 2 * critic.input.count + 4
  }

  /// The largest batch that there is room for.
  public var capacity: Int { ones.count }

  /// Makes room for batches of this many samples, in the critic too; keeps larger room that is there.
  public func reserve(rows: Int) {
    critic.reserve(rows: rows)
    critic.reserveSecondOrder()
    guard rows > ones.count else { return }
    points = Buffer(count: rows * critic.input.count)
    scratch = Buffer(count: rows * critic.input.count)
    shares = Buffer(count: rows)
    rests = Buffer(count: rows)
    norms = Buffer(count: rows)
    ones = Buffer([Float](repeating: 1, count: rows))
  }

  /// Measures the penalty and adds its derivative to the gradients of the critic's parameters.
  ///
  /// - Parameters:
  ///   - real: rows x input.
  ///   - fake: rows x input.
  ///   - random: decides e.
  ///   - mode: of the critic's pass.
  public func add(
    real: Buffer, fake: Buffer, rows: Int, weight: Float, random: Random, mode: Mode, on threads: Threads
  ) -> Value {
    precondition(rows <= ones.count, "\(rows) samples do not fit a capacity of \(ones.count)")
    let size = rows * critic.input.count
    let points = points.prefix(size)
    let (shares, rests, norms) = (shares.prefix(rows), rests.prefix(rows), norms.prefix(rows))
    random.fillUniform(shares, in: 0...1)
    for row in 0..<rows {
      rests[row] = 1 - shares[row]
    }
    Elementwise.multiplyRows(real.prefix(size), by: shares, into: points, on: threads)
    Elementwise.multiplyRows(fake.prefix(size), by: rests, adding: points, into: points, on: threads)

    _ = critic.forward(points, rows: rows, mode: mode, on: threads)
    guard let g = critic.backward(ones, parameterGradients: .skip, inputGradient: true, on: threads) else {
      return Value(loss: 0, meanNorm: 0, normDeviation: 0)
    }
    Elementwise.rowSquares(g, scratch: scratch, into: norms, on: threads)
    let value = Self.value(norms, weight: weight)
    for row in 0..<rows {
      let norm = norms[row].squareRoot()
      norms[row] = norm > 0 ? 2 * weight / Float(rows) * (1 - 1 / norm) : 0
    }
    // The points have served as the input of the passes; the layers still read them, so t goes elsewhere.
    Elementwise.multiplyRows(g, by: norms, into: scratch, on: threads)
    critic.differentiateBackward(ones, by: scratch, on: threads)
    return value
  }

  private static func value(_ squares: Buffer, weight: Float) -> Value {
    var (penalty, sum, sumOfSquares) = (0.0, 0.0, 0.0)
    for row in 0..<squares.count {
      let norm = Double(squares[row].squareRoot())
      penalty += (norm - 1) * (norm - 1)
      sum += norm
      sumOfSquares += norm * norm
    }
    let rows = Double(squares.count)
    let variance = sumOfSquares / rows - sum / rows * (sum / rows)
    return Value(
      loss: Double(weight) * penalty / rows, meanNorm: sum / rows, normDeviation: max(variance, 0).squareRoot())
  }
}

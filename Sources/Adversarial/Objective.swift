import NeuralNetworks

/// What the two players minimise, as means over a minibatch; D is the discriminator's word.
public enum Objective: String, CaseIterable, Sendable {
  /// The game as the paper states it, with the weak loss for G (Goodfellow and others 2014, equation 1).
  ///
  ///     D: -log D(x) - log(1 - D(G(z)))          G: log(1 - D(G(z)))
  case minimax
  /// The same for D, and the strong loss for G: the same fixed point, and a gradient where D is sure (section 3 there).
  ///
  ///     G: -log D(G(z))
  case nonSaturating = "non-saturating"
  /// Least squares, with D's output as it is, no sigmoid (Mao and others 2017, equation 9).
  ///
  ///     D: (D(x) - 1)^2 / 2 + D(G(z))^2 / 2          G: (D(G(z)) - 1)^2 / 2
  case leastSquares = "least-squares"
  /// The Wasserstein distance, with a penalty on slopes other than 1 (Gulrajani and others 2017, equation 3).
  ///
  ///     D: D(G(z)) - D(x) + weight (|dD(y) / dy| - 1)^2          G: -D(G(z))
  ///
  /// with y between a real and a made picture.
  case wassersteinGP = "wasserstein-gp"

  /// Whether D's word is the probability that a picture is real.
  public var judgesByProbability: Bool {
    switch self {
    case .minimax, .nonSaturating: true
    case .leastSquares, .wassersteinGP: false
    }
  }

  /// D's loss on real pictures.
  func real(smoothing: Float) -> LogitLoss {
    switch self {
    case .minimax, .nonSaturating: .real(smoothing: smoothing)
    case .leastSquares: .squares(target: 1 - smoothing)
    case .wassersteinGP: .value(sign: -1)
    }
  }

  /// D's loss on made pictures.
  var fake: LogitLoss {
    switch self {
    case .minimax, .nonSaturating: .fake
    case .leastSquares: .squares(target: 0)
    case .wassersteinGP: .value(sign: 1)
    }
  }

  /// G's loss.
  var generator: LogitLoss {
    switch self {
    case .minimax: .minimax
    case .nonSaturating: .nonSaturating
    case .leastSquares: .squares(target: 1)
    case .wassersteinGP: .value(sign: -1)
    }
  }
}

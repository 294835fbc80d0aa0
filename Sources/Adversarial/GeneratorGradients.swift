/// The generator's gradient under both losses of the paper, at the same weights and on the same forgeries.
///
///     weak:   log(1 - D(G(z)))        strong:   -log D(G(z))
///
/// Each number is a Euclidean norm of the gradient of the loss, a mean over the batch, by the generator's parameters.
/// On one forgery alone the two gradients are parallel, and their ratio is (1 - D) / D (Goodfellow and others 2014,
/// section 3: by the logit they are -D and -(1 - D)).
public struct GeneratorGradients: Sendable, Equatable {
  /// The gradient by the parameters of one layer.
  public struct Layer: Sendable, Equatable {
    /// The layer with its size: `Dense(256)`.
    public let name: String
    /// Under log(1 - D).
    public let weak: Double
    /// Under -log D.
    public let strong: Double
  }

  /// How many steps the discriminator has studied alone before.
  public let discriminatorSteps: Int
  /// The layers that have parameters, from the random numbers to the picture.
  public let layers: [Layer]
  /// By all parameters, under log(1 - D).
  public let weak: Double
  /// By all parameters, under -log D.
  public let strong: Double
  /// The mean of D(G(z)).
  public let score: Double
}

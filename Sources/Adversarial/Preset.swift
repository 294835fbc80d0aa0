public import NeuralNetworks
public import Tensors

/// A pair of networks that fit each other, and the training options they are known to work with.
public struct Preset: Sendable {
  /// What `gan` calls it.
  public let name: String
  /// One line for people.
  public let summary: String
  /// The number of inputs of the generator, drawn from the standard normal distribution.
  public let latentCount: Int
  /// The options to begin with.
  public let options: TrainingOptions
  /// The shape of what it is made for, when there are no data to say it.
  public let usualImage: Shape

  private let makeGenerator: @Sendable (Shape) -> [any Layer]
  private let makeDiscriminator: @Sendable (Shape) -> [any Layer]

  /// A pair of your own.
  ///
  /// - Parameters:
  ///   - generator: layers from `[latentCount]` to the shape of a picture, with values in [-1, 1].
  ///   - discriminator: layers from that shape to one logit.
  ///   - usualImage: the shape of what it is made for.
  public init(
    name: String, summary: String, latentCount: Int, options: TrainingOptions = TrainingOptions(),
    usualImage: Shape = [1, 28, 28],
    generator: @escaping @Sendable (Shape) -> [any Layer], discriminator: @escaping @Sendable (Shape) -> [any Layer]
  ) {
    self.name = name
    self.summary = summary
    self.latentCount = latentCount
    self.options = options
    self.usualImage = usualImage
    makeGenerator = generator
    makeDiscriminator = discriminator
  }

  /// The generator's layers for pictures of this shape.
  public func generator(image: Shape) -> [any Layer] { makeGenerator(image) }

  /// The discriminator's layers for pictures of this shape.
  public func discriminator(image: Shape) -> [any Layer] { makeDiscriminator(image) }

  /// All presets, those for pictures first, the simplest of them first.
  public static let all: [Preset] = [
    mlpTiny, vanilla, vanillaBN, wganGP, dcgan28, dcgan28TF, dcgan32Resize, dcgan64, digitgan64, ring2d,
  ]

  /// Dense layers alone, as in many a first GAN: 1,486,352 and 1,460,225 parameters for pictures of 1x28x28.
  ///
  /// Adam forgets the gradient quickly (beta1 = 0.5), as Radford, Metz and Chintala (2016) advise for GANs.
  public static let vanilla = Preset(
    name: "vanilla",
    summary: "dense layers, 100-256-512-1024-picture against picture-1024-512-256-1",
    latentCount: 100,
    options: TrainingOptions(beta1: 0.5),
    generator: { image in
      [
        Dense(256), LeakyReLU(0.2),
        Dense(512), LeakyReLU(0.2),
        Dense(1024), LeakyReLU(0.2),
        Dense(image), Tanh(),
      ]
    },
    discriminator: { _ in
      [
        Dense(1024), LeakyReLU(0.2), Dropout(0.3),
        Dense(512), LeakyReLU(0.2), Dropout(0.3),
        Dense(256), LeakyReLU(0.2), Dropout(0.3),
        Dense(1),
      ]
    })

  /// The smallest dense layers that still make digits: 114,800 and 110,849 parameters for pictures of 1x28x28.
  ///
  /// Its options are those of the course it comes from (Udacity, deep-learning-v2-pytorch, gan-mnist): a large step,
  /// and one-sided smoothing.
  public static let mlpTiny = Preset(
    name: "mlp-tiny",
    summary: "small dense layers, 100-32-64-128-picture against picture-128-64-32-1",
    latentCount: 100,
    options: TrainingOptions(batch: 64, learningRate: 2e-3, smoothing: 0.1),
    generator: { image in
      [
        Dense(32), LeakyReLU(0.2), Dropout(0.3),
        Dense(64), LeakyReLU(0.2), Dropout(0.3),
        Dense(128), LeakyReLU(0.2), Dropout(0.3),
        Dense(image), Tanh(),
      ]
    },
    discriminator: { _ in
      [
        Dense(128), LeakyReLU(0.2), Dropout(0.3),
        Dense(64), LeakyReLU(0.2), Dropout(0.3),
        Dense(32), LeakyReLU(0.2), Dropout(0.3),
        Dense(1),
      ]
    })

  /// The Wasserstein game with gradient penalty: 1,510,032 and 533,505 parameters for pictures of 1x28x28.
  ///
  /// The critic takes five steps for one of the generator, and Adam forgets the gradient at once (Gulrajani and others
  /// 2017, algorithm 1).
  public static let wganGP = Preset(
    name: "wgan-gp",
    summary: "dense layers, 100-128-256-512-1024-picture against a critic picture-512-256-1 with gradient penalty",
    latentCount: 100,
    options: TrainingOptions(
      batch: 64, learningRate: 1e-4, beta1: 0, beta2: 0.9, objective: .wassersteinGP, discriminatorSteps: 5),
    generator: normalizedGenerator, discriminator: { _ in plainJudge })

  /// 100-128-256-512-1024-picture, all but the first layer normalised.
  @Sendable static func normalizedGenerator(_ image: Shape) -> [any Layer] {
    [
      Dense(128), LeakyReLU(0.2),
      Dense(256), BatchNorm(), LeakyReLU(0.2),
      Dense(512), BatchNorm(), LeakyReLU(0.2),
      Dense(1024), BatchNorm(), LeakyReLU(0.2),
      Dense(image), Tanh(),
    ]
  }

  /// Picture-512-256-1, without normalisation, which a gradient penalty forbids.
  static var plainJudge: [any Layer] { [Dense(512), LeakyReLU(0.2), Dense(256), LeakyReLU(0.2), Dense(1)] }

  /// For points of the plane instead of pictures: 4,482 and 4,417 parameters.
  ///
  /// With two hidden layers of 64 each it learns a `PointCloud` in seconds.
  public static let ring2d = Preset(
    name: "ring2d",
    summary: "dense layers for points of the plane, 2-64-64-2 against 2-64-64-1",
    latentCount: 2,
    options: TrainingOptions(learningRate: 1e-3, beta1: 0.5), usualImage: [2],
    generator: { point in
      [Dense(64), LeakyReLU(0.2), Dense(64), LeakyReLU(0.2), Dense(point)]
    },
    discriminator: { _ in
      [Dense(64), LeakyReLU(0.2), Dense(64), LeakyReLU(0.2), Dense(1)]
    })
}

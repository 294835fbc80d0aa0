import NeuralNetworks
import Tensors

extension Preset {
  /// What pictures get when nobody asks for anything else.
  public static let standard = dcgan28

  /// Dense layers with batch normalisation in the generator: 1,510,032 and 533,505 parameters for 1x28x28.
  public static let vanillaBN = Preset(
    name: "vanilla-bn",
    summary: "dense layers with batch normalisation, 100-128-256-512-1024-picture against picture-512-256-1",
    latentCount: 100,
    options: TrainingOptions(batch: 64, beta1: 0.5),
    generator: normalizedGenerator, discriminator: { _ in plainJudge })

  /// A DCGAN (Radford, Metz, Chintala 2016) for 28x28 pictures: 759,680 and 138,624 parameters for one channel.
  public static let dcgan28 = Preset(
    name: "dcgan28",
    summary: "convolutions for 28x28 pictures, 100-128x7x7-64x14x14-picture against picture-64x14x14-128x7x7-1",
    latentCount: 100,
    options: TrainingOptions(batch: 128, beta1: 0.5, reusesFakes: true),
    generator: { image in
      [
        up(128, kernel: 7), BatchNorm(deviation: 0.02), ReLU(),
        doubled(64), BatchNorm(deviation: 0.02), ReLU(),
        doubled(channels(image)), Tanh(),
      ]
    },
    discriminator: { _ in
      [
        halved(64), LeakyReLU(0.2),
        halved(128), BatchNorm(deviation: 0.02), LeakyReLU(0.2),
        Conv(1, kernel: 7, bias: false, initializer: dcganWeights), Reshape([1]),
      ]
    })

  /// The DCGAN of TensorFlow's tutorial, 5x5 kernels and dropout: 2,305,472 and 212,865 parameters for 1x28x28.
  ///
  /// Its "same" padding puts the odd pixel at the bottom and right, this one at the top and left: mirror images.
  public static let dcgan28TF = Preset(
    name: "dcgan28-tf",
    summary: "convolutions with 5x5 kernels for 28x28 pictures, 100-256x7x7-128x7x7-64x14x14-picture, dropout",
    latentCount: 100,
    options: TrainingOptions(batch: 256, learningRate: 1e-4),
    generator: { image in
      [
        Dense(7 * 7 * 256, bias: false, initializer: .glorot), BatchNorm(), LeakyReLU(0.3), Reshape([256, 7, 7]),
        ConvTranspose(128, kernel: 5, padding: 2, bias: false, initializer: .glorot), BatchNorm(), LeakyReLU(0.3),
        ConvTranspose(
          64, kernel: 5, stride: 2, padding: 2, outputPadding: 1, bias: false, initializer: .glorot),
        BatchNorm(), LeakyReLU(0.3),
        ConvTranspose(
          channels(image), kernel: 5, stride: 2, padding: 2, outputPadding: 1, bias: false, initializer: .glorot),
        Tanh(),
      ]
    },
    discriminator: { _ in
      [
        Conv(64, kernel: 5, stride: 2, padding: 2, initializer: .glorot), LeakyReLU(0.3), Dropout(0.3),
        Conv(128, kernel: 5, stride: 2, padding: 2, initializer: .glorot), LeakyReLU(0.3), Dropout(0.3),
        Dense(1, initializer: .glorot),
      ]
    })

  /// The DCGAN of PyTorch's tutorial for 64x64 pictures: 3,574,656 and 2,763,520 parameters for one channel.
  public static let dcgan64 = Preset(
    name: "dcgan64",
    summary: "convolutions for 64x64 pictures, 100-512x4x4-256-128-64-picture against picture-64-128-256-512x4x4-1",
    latentCount: 100,
    options: TrainingOptions(batch: 128, beta1: 0.5, reusesFakes: true), usualImage: [1, 64, 64],
    generator: { image in
      [
        up(512, kernel: 4), BatchNorm(deviation: 0.02), ReLU(),
        doubled(256), BatchNorm(deviation: 0.02), ReLU(),
        doubled(128), BatchNorm(deviation: 0.02), ReLU(),
        doubled(64), BatchNorm(deviation: 0.02), ReLU(),
        doubled(channels(image)), Tanh(),
      ]
    },
    discriminator: { _ in
      [
        halved(64), LeakyReLU(0.2),
        halved(128), BatchNorm(deviation: 0.02), LeakyReLU(0.2),
        halved(256), BatchNorm(deviation: 0.02), LeakyReLU(0.2),
        halved(512), BatchNorm(deviation: 0.02), LeakyReLU(0.2),
        Conv(1, kernel: 4, bias: false, initializer: dcganWeights), Reshape([1]),
      ]
    })

  /// A DCGAN for 64x64 pictures with a generator twice as wide and without batch normalisation: 12,650,497 and
  /// 2,763,585 parameters for one channel.
  public static let digitgan64 = Preset(
    name: "digitgan64",
    summary: "convolutions for 64x64 pictures, a wide generator without batch normalisation, 100-1024x4x4-512-256-128",
    latentCount: 100,
    options: TrainingOptions(batch: 128, beta1: 0.5, reusesFakes: true), usualImage: [1, 64, 64],
    generator: { image in
      [
        up(1024, kernel: 4), ReLU(),
        doubled(512), ReLU(),
        doubled(256), ReLU(),
        doubled(128), ReLU(),
        doubled(channels(image), bias: true), Tanh(),
      ]
    },
    discriminator: { _ in
      [
        halved(64, bias: true), LeakyReLU(0.2),
        halved(128), BatchNorm(deviation: 0.02), LeakyReLU(0.2),
        halved(256), BatchNorm(deviation: 0.02), LeakyReLU(0.2),
        halved(512), BatchNorm(deviation: 0.02), LeakyReLU(0.2),
        Conv(1, kernel: 4, stride: 2, initializer: dcganWeights), Reshape([1]),
      ]
    })

  /// A DCGAN for 32x32 pictures that grows them by upsampling and convolution, which leaves no checkerboards: 1,049,985
  /// and 98,113 parameters for one channel.
  ///
  /// The program it comes from (PyTorch-GAN) drops whole channels where this one drops single numbers, and its batch
  /// normalisation has an epsilon of 0.8, kept here.
  public static let dcgan32Resize = Preset(
    name: "dcgan32-resize",
    summary: "upsampling and 3x3 convolutions for 32x32 pictures, 100-128x8x8-128x16x16-64x32x32-picture",
    latentCount: 100,
    options: TrainingOptions(batch: 64, beta1: 0.5, reusesFakes: true), usualImage: [1, 32, 32],
    generator: { image in
      [
        Dense([128, 8, 8]), BatchNorm(),
        Upsample(2), same(128), BatchNorm(epsilon: 0.8, deviation: 0.02), LeakyReLU(0.2),
        Upsample(2), same(64), BatchNorm(epsilon: 0.8, deviation: 0.02), LeakyReLU(0.2),
        same(channels(image)), Tanh(),
      ]
    },
    discriminator: { _ in
      [
        same(16, stride: 2), LeakyReLU(0.2), Dropout(0.25),
        same(32, stride: 2), LeakyReLU(0.2), Dropout(0.25), BatchNorm(epsilon: 0.8, deviation: 0.02),
        same(64, stride: 2), LeakyReLU(0.2), Dropout(0.25), BatchNorm(epsilon: 0.8, deviation: 0.02),
        same(128, stride: 2), LeakyReLU(0.2), Dropout(0.25), BatchNorm(epsilon: 0.8, deviation: 0.02),
        Dense(1),
      ]
    })

  /// All weights begin normally distributed with mean 0 and deviation 0.02 (Radford and others 2016, section 3).
  private static let dcganWeights = Initializer.normal(0.02)

  private static func channels(_ image: Shape) -> Int { image.dims.first ?? 1 }

  /// A 3x3 kernel that keeps the size, or divides it by the stride.
  private static func same(_ filters: Int, stride: Int = 1) -> Conv {
    Conv(filters, kernel: 3, stride: stride, padding: 1, initializer: dcganWeights)
  }

  /// From one pixel to kernel x kernel of them.
  private static func up(_ filters: Int, kernel: Int) -> ConvTranspose {
    ConvTranspose(filters, kernel: kernel, bias: false, initializer: dcganWeights)
  }

  /// To twice the height and width.
  ///
  /// The kernel is a multiple of the stride, so that all pixels are covered alike.
  private static func doubled(_ filters: Int, bias: Bool = false) -> ConvTranspose {
    ConvTranspose(filters, kernel: 4, stride: 2, padding: 1, bias: bias, initializer: dcganWeights)
  }

  /// To half the height and width.
  private static func halved(_ filters: Int, bias: Bool = false) -> Conv {
    Conv(filters, kernel: 4, stride: 2, padding: 1, bias: bias, initializer: dcganWeights)
  }
}

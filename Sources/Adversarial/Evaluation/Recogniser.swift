public import NeuralNetworks
public import Tensors

/// A small convolutional classifier that judges pictures: which class each shows, how surely, and by which features.
///
/// The body turns a picture into 64 features, the head these into one logit for each class. Scores of generators are
/// measured in its features, so a score means something beside the name, accuracy and digest of its recogniser alone.
///
/// It is used by one thread at a time.
public final class Recogniser {
  /// Who a recogniser is.
  public struct Credentials: Sendable, Equatable {
    /// The data set it knows: "mnist".
    public let name: String
    /// The shape of a picture, channels x height x width.
    public let imageShape: Shape
    /// What the classes are called.
    public let classNames: [String]
    /// The share of right answers on pictures it has not learnt from, 0...1; nil before it was tested.
    public var accuracy: Double?
    /// Which pictures these were: "the 10,000 test images of MNIST".
    public var test: String

    /// Credentials, before a test unless its result is given.
    public init(
      name: String, imageShape: Shape, classNames: [String], accuracy: Double? = nil, test: String = ""
    ) {
      self.name = name
      self.imageShape = imageShape
      self.classNames = classNames
      self.accuracy = accuracy
      self.test = test
    }
  }

  /// The number of features, the dimension in which Fréchet distances are measured.
  public static let featureCount = 64
  /// Pictures judged at a time.
  static let batch = 200

  /// Who it is.
  public package(set) var credentials: Credentials
  /// Pictures to features.
  package let body: Network
  /// Features to logits.
  package let head: Network
  let threads: Threads
  let loss: SoftmaxCrossEntropy
  private let pictures: Buffer

  /// A recogniser that knows nothing yet.
  ///
  /// - Throws: `ShapeError` for pictures it cannot look at: too small for three halvings.
  public init(_ credentials: Credentials, seed: UInt64, threads: Threads) throws(ShapeError) {
    self.credentials = credentials
    self.threads = threads
    body = try Network(input: credentials.imageShape, seed: seed, number: 2, layers: Self.bodyLayers)
    head = try Network(
      input: body.output, seed: seed, number: 3, layers: [Dropout(0.3), Dense(credentials.classNames.count)])
    loss = SoftmaxCrossEntropy(classes: credentials.classNames.count, rows: Self.batch)
    pictures = Buffer(count: Self.batch * credentials.imageShape.count)
    body.reserve(rows: Self.batch)
    head.reserve(rows: Self.batch)
  }

  /// Three convolutions of stride 2, 28 to 14 to 7 to 4, and a dense layer.
  private static let bodyLayers: [any Layer] = [
    Conv(32, kernel: 4, stride: 2, padding: 1, bias: false, initializer: .he), BatchNorm(), LeakyReLU(0.1),
    Conv(64, kernel: 4, stride: 2, padding: 1, bias: false, initializer: .he), BatchNorm(), LeakyReLU(0.1),
    Conv(64, kernel: 3, stride: 2, padding: 1, bias: false, initializer: .he), BatchNorm(), LeakyReLU(0.1),
    Dense(featureCount), LeakyReLU(0.1),
  ]

  /// A 64-bit hash over the bits of every weight, as 16 hexadecimal digits.
  public var digest: String {
    let digits = String(head.parameters.digest(continuing: body.parameters.digest()), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What it says of pictures.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - isInterrupted: asked now and then; when true, it ends with what it has judged.
  ///   - copy: writes a range of them, at most 200 at a time, scaled to [-1, 1], to the beginning of a buffer.
  func judge(count: Int, _ isInterrupted: () -> Bool, _ copy: (Range<Int>, Buffer) -> Void) -> Recognition {
    var recognition = Recognition(classes: credentials.classNames.count, features: Self.featureCount)
    recognition.reserve(count)
    for start in stride(from: 0, to: count, by: Self.batch) where !isInterrupted() {
      let range = start..<min(start + Self.batch, count)
      copy(range, pictures)
      let features = body.forward(pictures, rows: range.count, mode: .evaluation, on: threads)
      let logits = head.forward(features, rows: range.count, mode: .evaluation, on: threads)
      let (probabilities, logarithms) = loss.probabilities(of: logits, on: threads)
      recognition.append(
        probabilities: probabilities.values, logarithms: logarithms.values, features: features.values)
    }
    return recognition
  }
}

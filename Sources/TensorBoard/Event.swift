/// One entry of an event file: values at a step.
public struct Event: Sendable {
  /// A value with its name.
  public enum Value: Sendable {
    /// One number.
    case scalar(Double)
    /// A picture as PNG, with its sizes in pixels.
    case image(png: [UInt8], width: Int, height: Int, channels: Int)
    /// How often numbers lie where.
    case histogram(Histogram)
  }

  let values: [(tag: String, value: Value)]
  let step: Int
  let time: Double

  /// Values at a step.
  ///
  /// - Parameters:
  ///   - values: with their names; `loss/generator` stands on the card `loss`.
  ///   - time: seconds since 1970.
  public init(_ values: [(tag: String, value: Value)], step: Int, time: Double) {
    (self.values, self.step, self.time) = (values, step, time)
  }

  /// The message `Event` of TensorFlow's event.proto: wall_time = 1, step = 2, summary = 5.
  var message: ProtocolBuffer {
    var event = ProtocolBuffer()
    event.add(1, time)
    event.add(2, step)
    var summary = ProtocolBuffer()
    for (tag, value) in values { summary.add(1, Self.message(tag, value)) }
    event.add(5, summary)
    return event
  }

  /// The first entry of every file: file_version = 3.
  static func version(time: Double) -> ProtocolBuffer {
    var event = ProtocolBuffer()
    event.add(1, time)
    event.add(3, "brain.Event:2")
    return event
  }

  /// `Summary.Value` of summary.proto: tag = 1, simple_value = 2, image = 4, histo = 5.
  private static func message(_ tag: String, _ value: Value) -> ProtocolBuffer {
    var message = ProtocolBuffer()
    message.add(1, tag)
    switch value {
    case .scalar(let number): message.add(2, Float(number))
    case .image(let png, let width, let height, let channels):
      // Summary.Image: height = 1, width = 2, colorspace = 3, encoded_image_string = 4.
      var image = ProtocolBuffer()
      image.add(1, height)
      image.add(2, width)
      image.add(3, channels)
      image.add(4, png)
      message.add(4, image)
    case .histogram(let histogram): message.add(5, histogram.message)
    }
    return message
  }
}

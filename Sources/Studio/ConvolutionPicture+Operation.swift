import Jupyter
import Language
import Mathematics
import Pictures

extension ConvolutionPicture {
  /// The picture of an expression that is a convolution or a sum of them; nil for any other.
  init?(_ expression: Expression, in session: Session, _ output: any Output) throws {
    switch try session.evaluator(output).operation(of: expression) {
    case .convolution(let channels, let stride, let padding):
      try self.init(.forward, channels.map(Channel.init), stride: stride, padding: padding)
    case .transposed(let channels, let stride, let padding, let extra):
      try self.init(.transposed, channels.map(Channel.init), stride: stride, padding: padding, outputPadding: extra)
    default: return nil
    }
  }
}

extension ConvolutionPicture.Channel {
  fileprivate init(_ sliding: Mathematics.Operation.Sliding) {
    self.init(input: sliding.input.table, kernel: sliding.kernel.table)
  }
}

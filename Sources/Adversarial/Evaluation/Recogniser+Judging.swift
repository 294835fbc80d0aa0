public import Datasets
public import Tensors

extension Recogniser {
  /// What it says of pictures in [-1, 1], count x channels x height x width, such as a generator's.
  ///
  /// - Parameter isInterrupted: asked now and then; when true, it ends with what it has judged.
  public func judge(_ pictures: Tensor, isInterrupted: () -> Bool = { false }) -> Recognition {
    let size = credentials.imageShape.count
    return judge(count: pictures.values.count / size, isInterrupted) { range, buffer in
      buffer.copy(Array(pictures.values[range.lowerBound * size..<range.upperBound * size]))
    }
  }

  /// What it says of some pictures of a data set of its own shape.
  ///
  /// - Parameter isInterrupted: asked now and then; when true, it ends with what it has judged.
  public func judge(
    _ data: some TrainingData, at indices: [Int], isInterrupted: () -> Bool = { false }
  ) -> Recognition {
    judge(count: indices.count, isInterrupted) { range, buffer in
      buffer.withMutableSpan { pixels in
        data.copyImages(at: indices[range], into: &pixels)
      }
    }
  }

  /// The share of right answers on all pictures of a labelled data set.
  public func accuracy(on data: Dataset) -> Double {
    let recognition = judge(data, at: Array(0..<data.count))
    return recognition.accuracy(labels: data.labels)
  }

  /// Measures its accuracy on pictures it has not learnt from, and notes it in its credentials.
  public func examine(on data: Dataset) {
    credentials.accuracy = accuracy(on: data)
  }

  /// Whether it can judge these data: pictures of its shape, and its classes.
  public func knows(_ data: Dataset) -> Bool {
    data.imageShape == credentials.imageShape && data.classNames == credentials.classNames
  }
}

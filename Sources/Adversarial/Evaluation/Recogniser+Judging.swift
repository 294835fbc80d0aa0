public import Datasets
public import Tensors

extension Recogniser {
  /// What it says of pictures in [-1, 1], count x channels x height x width, such as a generator's.
  public func judge(_ pictures: Tensor) -> Recognition {
    let size = credentials.imageShape.count
    return judge(count: pictures.values.count / size) { range, buffer in
      buffer.copy(Array(pictures.values[range.lowerBound * size..<range.upperBound * size]))
    }
  }

  /// What it says of some pictures of a data set of its own shape.
  public func judge(_ data: some TrainingData, at indices: [Int]) -> Recognition {
    judge(count: indices.count) { range, buffer in
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

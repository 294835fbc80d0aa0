import Adversarial
import Datasets
import Pictures
import Tensors

/// What `data` has loaded: pictures, or points of the plane.
enum Material {
  case pictures(Dataset)
  case points(PointCloud)

  /// What the engine learns from.
  var samples: any TrainingData {
    switch self {
    case .pictures(let dataset): dataset
    case .points(let cloud): cloud
    }
  }

  /// The points, if that is what it is.
  var points: PointCloud? { if case .points(let cloud) = self { cloud } else { nil } }

  /// The architecture that suits it when nobody names one.
  var standardPreset: Preset {
    switch self {
    case .pictures: .standard
    case .points: .ring2d
    }
  }

  /// What one sample is called.
  var noun: String { Self.noun(of: samples.imageShape) }

  /// What a sample of a shape is called.
  static func noun(of shape: Shape) -> String { shape.dims == [2] ? "point" : "picture" }
}

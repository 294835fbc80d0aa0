import Datasets
import Tensors

/// The part of MNIST that nobody trains on: 10,000 images, beside the training images.
enum MNISTTest {
  static func load(environment: [String: String]) throws -> Dataset {
    let folders = try DataFolders(environment: environment).candidates(for: "mnist")
    for folder in folders {
      guard let images = try? read("\(folder)/t10k-images-idx3-ubyte.gz", rank: 3) else { continue }
      let labels = try read("\(folder)/t10k-labels-idx1-ubyte.gz", rank: 1)
      return Dataset(
        name: "mnist", origin: "MNIST test images, from \(folder)",
        imageShape: Shape([1] + images.dimensions.dropFirst()),
        pixels: images.elements, labels: labels.elements, classNames: (0...9).map(String.init))
    }
    throw Absence(folders: folders)
  }

  private static func read(_ path: String, rank: Int) throws -> IDX {
    try IDX(ByteStream(path: path), rank: rank)
  }
}

/// The test images are nowhere.
struct Absence: Error, CustomStringConvertible {
  let folders: [String]

  var description: String {
    "There is no t10k-images-idx3-ubyte.gz in \(folders.joined(separator: ", ")). Set FORGER_DATA to the folder that holds "
      + "MNIST's four files."
  }
}

import Tensors

/// The handwritten digits of LeCun, Cortes and Burges: 60,000 training images of 28x28 pixels and their labels.
///
/// The files are looked for in the folders of `DataFolders`. The first folder that has any of them decides: a broken
/// file is an error that names it, never a reason to look elsewhere.
struct MNIST {
  let images: String
  let labels: String

  static let name = "mnist"
  static let imageShape: Shape = [1, 28, 28]
  static let classNames = (0...9).map(String.init)
  /// The names under which the two files are published.
  static let fileNames = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"]

  /// The paths of the two files, or nil if no folder has either.
  static func locate(in folders: DataFolders) throws(DatasetError) -> MNIST? {
    for folder in folders.candidates(for: name) {
      let images = find("train-images", "idx3-ubyte", in: folder)
      let labels = find("train-labels", "idx1-ubyte", in: folder)
      switch (images, labels) {
      case (let images?, let labels?): return MNIST(images: images, labels: labels)
      case (let images?, nil): throw .incomplete(name: name, found: images, missing: fileNames[1])
      case (nil, let labels?): throw .incomplete(name: name, found: labels, missing: fileNames[0])
      case (nil, nil): continue
      }
    }
    return nil
  }

  /// The first `count` training images, all of them by default.
  static func load(count: Int?, environment: [String: String]) throws(DatasetError) -> Dataset {
    let folders = try DataFolders(environment: environment)
    guard let files = try locate(in: folders) else {
      throw .notFound(
        name: name, files: fileNames, folders: folders.candidates(for: name), home: folders.home(of: name))
    }
    return try files.read(count: count)
  }

  /// Reads and checks both files.
  func read(count: Int?) throws(DatasetError) -> Dataset {
    let pictures = try IDX.read(path: images, rank: 3)
    let classes = try IDX.read(path: labels, rank: 1).elements
    let total = pictures.dimensions[0]
    let size = Array(pictures.dimensions[1...])
    guard size == Array(Self.imageShape.dims[1...]) else {
      throw .file(path: images, .wrongImageSize(expected: Array(Self.imageShape.dims[1...]), found: size))
    }
    guard classes.count == total else {
      throw .file(path: labels, .labelCountDiffers(labels: classes.count, images: total))
    }
    if let index = classes.firstIndex(where: { $0 >= Self.classNames.count }) {
      let fault = FileFault.labelOutOfRange(
        label: Int(classes[index]), index: index, classes: Self.classNames.count)
      throw .file(path: labels, fault)
    }
    let kept = count ?? total
    guard (1...total).contains(kept) else {
      throw .countOutOfRange(kept, allowed: 1...total, name: Self.name)
    }
    return Dataset(
      name: Self.name,
      origin: "MNIST training images, \(grouped(kept)), from \(images)",
      imageShape: Self.imageShape,
      pixels: kept == total ? pictures.elements : Array(pictures.elements.prefix(kept * Self.imageShape.count)),
      labels: Array(classes.prefix(kept)),
      classNames: Self.classNames)
  }

  /// The file in one of the spellings in use: `train-images-idx3-ubyte` or `train-images.idx3-ubyte`, `.gz` or not.
  private static func find(_ stem: String, _ ending: String, in folder: String) -> String? {
    for separator in ["-", "."] {
      for packing in [".gz", ""] {
        let path = join(folder, stem + separator + ending + packing)
        if PathKind(path) != .absent { return path }
      }
    }
    return nil
  }
}

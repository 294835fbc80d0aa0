import Files
import Tensors

/// Where an IDX file lies: by itself, or in a ZIP archive.
enum IDXSource: Equatable {
  case file(String)
  case member(archive: String, name: String)

  /// The file that it is, or is in.
  var path: String {
    switch self {
    case .file(let path), .member(let path, _): path
    }
  }

  /// Reads it; what is wrong with it is reported under its name.
  func read(rank: Int) throws(DatasetError) -> IDX {
    do throws(FileFault) {
      switch self {
      case .file(let path): return try IDX(ByteStream(path: path), rank: rank)
      case .member(let path, let name):
        var bytes: [UInt8] = []
        try ZipArchive(path: path).read(name) { (piece) throws(FileFault) in
          guard bytes.count + piece.count <= IDX.limit else { throw .tooLarge(limit: IDX.limit) }
          bytes += piece
        }
        return try IDX(ByteStream(bytes: bytes), rank: rank)
      }
    } catch {
      throw .file(path: path, error)
    }
  }
}

/// A file of images and, if there is one, the file of their labels.
struct FilePair: Equatable {
  let images: IDXSource
  var labels: IDXSource?

  /// What the two files hold, checked against one another.
  struct Content {
    /// [1, height, width].
    let shape: Shape
    let pixels: [UInt8]
    /// The number of images.
    let count: Int
    /// A class from 0 on for each image; empty without labels.
    let labels: [UInt8]
  }

  /// Reads and checks both files.
  ///
  /// The labels are those from `firstLabel` on, `classCount` of them, or as many as there are up to 256.
  func read(firstLabel: Int = 0, classCount: Int? = nil) throws(DatasetError) -> Content {
    let pictures = try images.read(rank: 3)
    let count = pictures.dimensions[0]
    let shape = Shape([1, pictures.dimensions[1], pictures.dimensions[2]])
    guard let labels else { return Content(shape: shape, pixels: pictures.elements, count: count, labels: []) }
    let classes = try labels.read(rank: 1).elements
    guard classes.count == count else {
      throw .file(path: labels.path, .labelCountDiffers(labels: classes.count, images: count))
    }
    let allowed = firstLabel...(classCount.map { firstLabel + $0 - 1 } ?? 255)
    if let index = classes.firstIndex(where: { !allowed.contains(Int($0)) }) {
      throw .file(
        path: labels.path, .labelOutOfRange(label: Int(classes[index]), index: index, allowed: allowed))
    }
    let first = UInt8(firstLabel)
    return Content(
      shape: shape, pixels: pictures.elements, count: count, labels: first == 0 ? classes : classes.map { $0 - first })
  }

  /// The file in one of the spellings in use: `train-images-idx3-ubyte` or `train-images.idx3-ubyte`, `.gz` or not.
  static func find(_ name: String, in folder: String) -> String? {
    let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    guard let dash = plain.firstRange(of: "-idx") else { return nil }
    let dotted = plain[..<dash.lowerBound] + "." + plain[dash.lowerBound...].dropFirst()
    for spelling in [plain, String(dotted)] {
      for packing in [".gz", ""] {
        let path = FileSystem.join(folder, spelling + packing)
        if FileSystem.kind(of: path) != .absent { return path }
      }
    }
    return nil
  }
}

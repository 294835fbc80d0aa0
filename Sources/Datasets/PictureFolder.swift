import Files
import Pictures
import Tensors

/// A folder of PNG pictures of any size and colour; its subfolders are the classes.
struct PictureFolder {
  let path: String

  /// A picture: where it is below the folder, and its class.
  private struct Entry {
    let file: String
    let label: UInt8?
  }

  /// The files of a folder, before any is read.
  private struct Listing {
    var classNames: [String] = []
    var entries: [Entry] = []
    var remarks: [DatasetRemark] = []
  }

  /// How deep folders within the folder of a class are searched.
  private static let depth = 6
  /// The most classes: a label is a byte.
  private static let maximumClasses = 256
  /// Formats that people try, and that are not read.
  private static let otherEndings = [".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"]

  /// Reads the pictures; those that cannot be read are left out and told of.
  func load(
    name: String, options: LoadingOptions, monitor: LoadingMonitor
  ) throws(DatasetError) -> Dataset {
    let listing = try list()
    let entries = listing.entries
    guard !entries.isEmpty else { throw .noPictures(path: path, remarks: listing.remarks) }
    let wanted = options.count ?? entries.count
    guard (1...entries.count).contains(wanted) else {
      throw .countOutOfRange(wanted, allowed: 1...entries.count, name: name)
    }
    let (shape, sizes) = chooseShape(entries, options)
    guard wanted <= IDX.limit / shape.count else {
      throw .tooManyPictures(count: wanted, shape: shape.dims, limit: IDX.limit / shape.count)
    }
    let fitter = ImageFitter(shape: shape)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(wanted * shape.count)
    var labels: [UInt8] = []
    var kept = 0
    var skipped: [String] = []
    for (index, entry) in entries.enumerated() where kept < wanted {
      if index % 16 == 0, !monitor(.reading(done: kept, total: wanted)) { throw .interrupted(name: name) }
      switch image(entry.file) {
      case .success(let image):
        fitter.append(image, to: &pixels)
        if let label = entry.label { labels.append(label) }
        kept += 1
      case .failure(let reason): skipped.append("\(entry.file): \(reason.text)")
      }
    }
    var remarks = listing.remarks
    if !skipped.isEmpty { remarks.append(.skipped(count: skipped.count, examples: Array(skipped.prefix(5)))) }
    guard kept > 0 else { throw .noPictures(path: path, remarks: remarks) }
    if kept < DatasetRemark.enough { remarks.append(.few(count: kept)) }
    if shape.dims[0] == 1, !options.isInverted, Self.isDarkOnLight(pixels, shape) { remarks.append(.darkOnLight) }
    let resized = sizes == "\(shape.dims[2])x\(shape.dims[1])" ? "" : ", resized from \(sizes)"
    let classes = labels.isEmpty ? "" : " in \(listing.classNames.count) classes"
    let dataset = Dataset(
      name: name,
      origin: "\(grouped(kept)) pictures\(classes) from \(path), \(shape)\(resized)",
      imageShape: shape, pixels: pixels, labels: labels, classNames: labels.isEmpty ? [] : listing.classNames,
      remarks: remarks)
    var polarity = LoadingOptions()
    polarity.isInverted = options.isInverted
    return try dataset.adapted(to: polarity)
  }

  // MARK: Listing

  private func list() throws(DatasetError) -> Listing {
    let names: [String]
    do throws(FileFault) { names = try entries(of: path) } catch { throw .file(path: path, error) }
    var listing = Listing()
    var others: [String] = []
    var perClass: [[String]] = []
    for folder in names where FileSystem.kind(of: FileSystem.join(path, folder)) == .folder {
      let files = Self.files(in: folder, below: path, depth: Self.depth)
      others += files.filter { Self.isOther($0) }
      let pictures = files.filter { $0.lowercased().hasSuffix(".png") }
      guard !pictures.isEmpty else { continue }
      perClass.append(pictures)
      listing.classNames.append(folder)
    }
    let loose = names.filter {
      $0.lowercased().hasSuffix(".png") && FileSystem.kind(of: FileSystem.join(path, $0)) != .folder
    }
    others += names.filter { Self.isOther($0) }
    guard perClass.count <= Self.maximumClasses else {
      throw .tooManyClasses(path: path, count: perClass.count, limit: Self.maximumClasses)
    }
    if perClass.isEmpty {
      listing.entries = loose.map { Entry(file: $0, label: nil) }
    } else {
      // One of each class in turn, so that the first pictures show them all and a smaller count is balanced.
      for index in 0..<(perClass.map(\.count).max() ?? 0) {
        for (label, files) in perClass.enumerated() where index < files.count {
          listing.entries.append(Entry(file: files[index], label: UInt8(label)))
        }
      }
      if !loose.isEmpty { listing.remarks.append(.beside(count: loose.count)) }
    }
    if !others.isEmpty {
      let endings = Set(others.map(Self.ending)).sorted()
      listing.remarks.append(.otherFormats(count: others.count, endings: endings))
    }
    return listing
  }

  /// The files of a folder and of those below it, as paths below `root`; folders that cannot be opened have none.
  private static func files(in folder: String, below root: String, depth: Int) -> [String] {
    guard depth > 0, let names = try? entries(of: FileSystem.join(root, folder)) else { return [] }
    return names.flatMap { name in
      let file = FileSystem.join(folder, name)
      return FileSystem.kind(of: FileSystem.join(root, file)) == .folder
        ? files(in: file, below: root, depth: depth - 1) : [file]
    }
  }

  private static func isOther(_ file: String) -> Bool {
    let name = file.lowercased()
    return otherEndings.contains { name.hasSuffix($0) }
  }

  private static func ending(_ file: String) -> String {
    "." + (file.lowercased().split(separator: ".").last ?? "")
  }

  // MARK: Reading

  /// Why a picture could not be read, in words.
  private struct Reason: Error {
    let text: String
  }

  private func image(_ file: String) -> Result<Image, Reason> {
    do {
      var stream = try ByteStream(path: FileSystem.join(path, file))
      return .success(try PNG.decode(try stream.readAll(limit: PNG.maximumBytes)))
    } catch let fault as FileFault {
      return .failure(Reason(text: fault.description))
    } catch {
      return .failure(Reason(text: "\(error)"))
    }
  }

  /// The shape to bring pictures to, and in words the sizes they have.
  ///
  /// Written ones count first; then that of the networks at hand; then the pictures' own if they all have the same
  /// and it is no larger than 64x64; then 28x28. Channels: 1 if the first pictures show no colour.
  private func chooseShape(_ entries: [Entry], _ options: LoadingOptions) -> (Shape, sizes: String) {
    let sizes = Set(entries.compactMap { size($0.file) })
    let common = sizes.count == 1 ? sizes.first : nil
    let own = common.flatMap { ($0.max() ?? 0) <= 64 ? $0 : nil }
    let preferred = options.preferredShape.flatMap { $0.dims.count == 3 ? $0.dims : nil }
    let extent =
      options.size.map { [$0.width, $0.height] } ?? preferred.map { [$0[2], $0[1]] } ?? own ?? [28, 28]
    let channels = options.channels ?? preferred?[0] ?? (showsColor(entries) ? 3 : 1)
    let spelled = common.map { "\($0[0])x\($0[1])" }
    return (Shape([channels, extent[1], extent[0]]), spelled ?? "several sizes")
  }

  /// Width and height as the file's header has them.
  private func size(_ file: String) -> [Int]? {
    guard let bytes = try? InputFile(FileSystem.join(path, file)).bytes(24, at: 0), bytes.count == 24 else {
      return nil
    }
    return [16, 20].map { start in bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
  }

  private func showsColor(_ entries: [Entry]) -> Bool {
    entries.prefix(48).contains { entry in
      guard case .success(let image) = image(entry.file) else { return false }
      return image.converted(toChannels: 3).compacted().channels == 3
    }
  }

  /// Whether edges are light and what is within is darker.
  private static func isDarkOnLight(_ pixels: [UInt8], _ shape: Shape) -> Bool {
    let (height, width) = (shape.dims[1], shape.dims[2])
    var edge = 0
    var edgeCount = 0
    for start in stride(from: 0, to: pixels.count, by: shape.count) {
      for row in 0..<height {
        let step = row == 0 || row == height - 1 ? 1 : max(1, width - 1)
        for column in stride(from: 0, to: width, by: step) {
          edge += Int(pixels[start + row * width + column])
          edgeCount += 1
        }
      }
    }
    let mean = pixels.reduce(0) { $0 + Int($1) } / max(1, pixels.count)
    return edge / max(1, edgeCount) > 170 && mean < edge / max(1, edgeCount)
  }
}

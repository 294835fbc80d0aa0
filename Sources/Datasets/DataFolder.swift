import Files
import Tensors

/// A folder of somebody's own: IDX files of any kind, or PNG pictures.
struct DataFolder {
  let path: String

  /// A folder as it is typed: `~` is the home folder, and what does not begin with `/` is below the working folder.
  init(typed path: String, environment: [String: String]) throws(DatasetError) {
    var path = path
    if let home = environment["HOME"], path == "~" || path.hasPrefix("~/") { path = home + path.dropFirst() }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path.hasPrefix("/") ? path : FileSystem.join(FileSystem.currentFolder ?? ".", path)
    guard FileSystem.kind(of: self.path) == .folder else { throw .noFolder(path: self.path) }
  }

  init(path: String) {
    self.path = path
  }

  /// Reads what is there.
  func load(name: String, options: LoadingOptions, monitor: LoadingMonitor) throws(DatasetError) -> Dataset {
    guard let pair = try findPair(options.part) else {
      return try PictureFolder(path: path).load(name: name, options: options, monitor: monitor)
    }
    let content = try pair.read()
    let kept = options.count ?? content.count
    guard (1...content.count).contains(kept) else {
      throw .countOutOfRange(kept, allowed: 1...content.count, name: name)
    }
    let classes = content.labels.max().map { (0...$0).map { String($0) } } ?? []
    return try Dataset(
      name: name, origin: "\(grouped(kept)) pictures from \(pair.images.path)", imageShape: content.shape,
      pixels: Array(content.pixels.prefix(kept * content.shape.count)), labels: Array(content.labels.prefix(kept)),
      classNames: classes
    ).adapted(to: options)
  }

  /// The images and labels of the part; without a part those to learn from, or else the only ones there are.
  private func findPair(_ part: Part?) throws(DatasetError) -> FilePair? {
    let names = (try? entries(of: path)) ?? []
    let images = names.filter { $0.contains("idx3-ubyte") }
    let isTest = { (name: String) in name.contains("t10k") || name.contains("test") }
    let wanted = images.filter { isTest($0) == (part == .test) }
    guard let file = wanted.first ?? (part == nil ? images.first : nil) else {
      guard images.isEmpty, part == nil else { throw .noSuchPart(path: path) }
      return nil
    }
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    let labels = stem.replacing("images", with: "labels").replacing("idx3", with: "idx1")
    let found = labels == stem ? nil : FilePair.find(labels + (labels.contains("-idx") ? "" : "-idx1-ubyte"), in: path)
    return FilePair(images: .file(FileSystem.join(path, file)), labels: found.map { .file($0) })
  }
}

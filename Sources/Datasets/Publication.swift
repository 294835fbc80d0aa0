import Files
import Tensors

/// Which pictures of a published data set.
public enum Part: String, CaseIterable, Sendable {
  /// Those to learn from.
  case train
  /// Those kept back for tests.
  case test
}

/// A data set that somebody published as IDX files: images of 28x28 pixels and their classes.
///
/// The files are looked for in the folders of `DataFolders`, and if they are not there, fetched into the cache. The first
/// folder that has any of them decides: a broken file of a teacher's folder is an error that names it, never a reason to
/// look elsewhere.
package struct Publication: Sendable {
  /// The name by which it is asked for.
  let name: String
  /// What it is called in sentences.
  let title: String
  /// One line of help.
  let summary: String
  /// What to take instead, which needs no file.
  let substitute: String
  /// Names of folders in which people keep it; those of torchvision among them.
  let folderNames: [String]
  /// Whether its file names are its own, so that they may lie in `FORGER_DATA` itself.
  let isAtHomeAnywhere: Bool
  /// Names of the files of images and labels to learn from.
  let train: Pair
  /// Names of the files of images and labels for tests.
  let test: Pair
  /// What the classes are called, from the label `firstLabel` on.
  let classNames: [String]
  var firstLabel = 0
  /// Whether rows and columns are exchanged against MNIST.
  var isTransposed = false
  /// Folders on public servers; empty if it can only be brought along.
  var mirrors: [String] = []
  /// The files as they lie there.
  var published: [PublishedFile] = []
  /// The archive that has all the files, if that is how they are published, and the folder within.
  var archive: (file: PublishedFile, folder: String)?

  /// The names of a file of images and of the file of their labels.
  struct Pair: Sendable {
    let images: String
    let labels: String
    var files: [String] { [images, labels] }

    /// The names that MNIST gave the world: `train-images-idx3-ubyte.gz`, and `labels` and `idx1`.
    init(_ prefix: String) {
      images = prefix + "-images-idx3-ubyte.gz"
      labels = prefix + "-labels-idx1-ubyte.gz"
    }
  }

  static let imageShape: Shape = [1, 28, 28]

  /// The same data set where files of these names are published, of other lengths and check sums: small ones, for tests.
  package func republished(as files: [PublishedFile]) -> Publication {
    func other(_ file: PublishedFile) -> PublishedFile { files.first { $0.name == file.name } ?? file }
    var copy = self
    copy.published = published.map(other)
    copy.archive = archive.map { (other($0.file), $0.folder) }
    return copy
  }

  func pair(_ part: Part) -> Pair { part == .train ? train : test }

  /// Loads the first `count` images of a part, all of them by default, fetching files that are not there.
  ///
  /// Without a part it is the one to learn from, or of a data set that cannot be fetched whichever is there.
  package func load(
    count: Int?, part wanted: Part?, environment: [String: String], monitor: @escaping LoadingMonitor
  ) throws(DatasetError) -> Dataset {
    let folders = try DataFolders(environment: environment)
    let part = wanted ?? .train
    if let files = try locate(part, in: folders) { return try read(files, count: count, part: part) }
    if wanted == nil, mirrors.isEmpty, let files = try locate(.test, in: folders) {
      return try read(files, count: count, part: .test)
    }
    let cache = try fetch(part, into: folders, environment: environment, monitor: monitor)
    guard let files = try locate(part, among: [cache]) else { throw .notFound(absence(part, folders, environment)) }
    return try read(files, count: count, part: part)
  }

  // MARK: Looking

  /// The two files of a part, or nil if no folder has either.
  private func locate(_ part: Part, in folders: DataFolders) throws(DatasetError) -> FilePair? {
    if let files = try locate(part, among: candidates(folders)) { return files }
    return try cached(part, folders)
  }

  /// The folders of `FORGER_DATA` that may hold it, the first to be asked first.
  private func candidates(_ folders: DataFolders) -> [String] {
    guard let chosen = folders.chosen else { return [] }
    let isNamedSo = folderNames.contains { chosen.hasSuffix("/" + $0) }
    return folderNames.map { FileSystem.join(chosen, $0) } + (isAtHomeAnywhere || isNamedSo ? [chosen] : [])
  }

  /// The pair in the cache, if it is complete: one file alone is a download that has not come to its end.
  private func cached(_ part: Part, _ folders: DataFolders) throws(DatasetError) -> FilePair? {
    guard let cache = folders.cache.map({ FileSystem.join($0, name) }) else { return nil }
    let isComplete = pair(part).files.allSatisfy { FilePair.find($0, in: cache) != nil }
    return isComplete ? try locate(part, among: [cache]) : nil
  }

  private func locate(_ part: Part, among folders: [String]) throws(DatasetError) -> FilePair? {
    let pair = pair(part)
    for folder in folders {
      let images = FilePair.find(pair.images, in: folder)
      let labels = FilePair.find(pair.labels, in: folder)
      switch (images, labels) {
      case (let images?, let labels?): return FilePair(images: .file(images), labels: .file(labels))
      case (let images?, nil): throw .incomplete(name: name, found: images, missing: pair.labels)
      case (nil, let labels?): throw .incomplete(name: name, found: labels, missing: pair.images)
      case (nil, nil): break
      }
      if let archive, case let path = FileSystem.join(folder, archive.file.name), FileSystem.kind(of: path) == .file {
        return FilePair(
          images: .member(archive: path, name: archive.folder + pair.images),
          labels: .member(archive: path, name: archive.folder + pair.labels))
      }
    }
    return nil
  }

  // MARK: Fetching

  /// Fetches the files of a part and returns the folder they are in.
  private func fetch(
    _ part: Part, into folders: DataFolders, environment: [String: String], monitor: @escaping LoadingMonitor
  ) throws(DatasetError) -> String {
    var absence = absence(part, folders, environment)
    let mirrors = mirrors(environment)
    guard !mirrors.isEmpty, !absence.isOffline, let cache = folders.cache else { throw .notFound(absence) }
    let path = FileSystem.join(cache, name)
    let fetcher = Fetcher(mirrors: mirrors, monitor: monitor)
    let wanted = pair(part).files
    let isDone = { wanted.allSatisfy { FilePair.find($0, in: path) != nil } }
    do throws(Fetcher.Failure) {
      guard let archive else {
        try fetcher.fetch(published.filter { wanted.contains($0.name) }, of: name, to: path, unless: isDone)
        return path
      }
      try fetcher.fetch([archive.file], of: name, to: path, unless: isDone) { (folder) throws(Fetcher.Failure) in
        try fetcher.unpack(
          train.files + test.files, from: archive.file.name, folder: archive.folder, in: folder)
        folder.remove(archive.file.name)
      }
      return path
    } catch {
      switch error {
      case .interrupted: throw .interrupted(name: name)
      case .failed(let attempts):
        absence.attempts = attempts
        throw .notFound(absence)
      }
    }
  }

  /// The folders on servers: those of `FORGER_MIRRORS`, if it is set, instead of the public ones.
  ///
  /// A mirror of one's own is laid out like `FORGER_DATA`: a folder for each data set.
  private func mirrors(_ environment: [String: String]) -> [String] {
    let own = (environment["FORGER_MIRRORS"] ?? "").split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" }
    guard !own.isEmpty, !mirrors.isEmpty else { return mirrors }
    return own.map { FileSystem.join(String($0), name) }
  }

  private func absence(_ part: Part, _ folders: DataFolders, _ environment: [String: String]) -> Absence {
    let cache = folders.cache.map { FileSystem.join($0, name) }
    return Absence(
      name: name, files: pair(part).files, folders: candidates(folders) + [cache].compactMap(\.self),
      home: cache ?? folders.chosen, substitute: substitute, attempts: [],
      isOffline: !["", "0", "off", "false"].contains(environment["FORGER_OFFLINE"]?.lowercased() ?? ""))
  }

  // MARK: Reading

  private func read(_ files: FilePair, count: Int?, part: Part) throws(DatasetError) -> Dataset {
    let content = try files.read(firstLabel: firstLabel, classCount: classNames.count)
    guard content.shape == Self.imageShape else {
      let expected = Array(Self.imageShape.dims[1...])
      throw .file(path: files.images.path, .wrongImageSize(expected: expected, found: Array(content.shape.dims[1...])))
    }
    let kept = count ?? content.labels.count
    guard (1...content.labels.count).contains(kept) else {
      throw .countOutOfRange(kept, allowed: 1...content.labels.count, name: name)
    }
    let pixels = content.pixels.prefix(kept * Self.imageShape.count)
    return Dataset(
      name: name,
      origin: "\(title) \(part == .train ? "training" : "test") images, \(grouped(kept)), from \(files.images.path)",
      imageShape: Self.imageShape,
      pixels: isTransposed ? Self.transposed(pixels) : Array(pixels),
      labels: Array(content.labels.prefix(kept)),
      classNames: classNames)
  }

  /// Every image with its rows as columns.
  private static func transposed(_ pixels: ArraySlice<UInt8>) -> [UInt8] {
    let side = imageShape.dims[1]
    let area = side * side
    var result = [UInt8](repeating: 0, count: pixels.count)
    for (place, pixel) in pixels.enumerated() {
      let within = place % area
      result[place - within + within % side * side + within / side] = pixel
    }
    return result
  }
}

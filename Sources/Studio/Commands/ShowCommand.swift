import Datasets
import Jupyter
import Language
import Pictures
import Tensors

/// `show data`: the first pictures of the data set.
struct ShowCommand: SessionCommand {
  static let verb = Verb(
    "show", group: "looking",
    summary: "shows what is loaded",
    parameters: [
      .positional(
        "what", .word([Choice("data", "pictures of the data set with their classes, or its points")]), default: "data",
        help: "what to show"),
      .option(
        "count", .integer(1...2_500), onlyWith: ["data"],
        help: "how many; \(usualCount) pictures or \(PlaneChart.usualCount) points when left out"),
      .option(
        "by", .word([Choice("class", "a row for each class")]), onlyWith: ["data"],
        help: "how to order pictures; as they come when left out"),
    ],
    examples: ["show data", "show data count=100", "show data by=class count=60", "show"])

  private static let usualCount = 32

  let count: Int?
  let isByClass: Bool

  init(_ arguments: Arguments) {
    count = arguments.integer(ifGiven: "count")
    isByClass = arguments.has("by")
  }

  func run(in session: Session, showing output: any Output) throws {
    switch session.material {
    case nil: throw StudioError.noData
    case .pictures(let data): try show(data, count: count ?? min(Self.usualCount, data.count), on: output)
    case .points(let cloud):
      let count = count ?? min(PlaneChart.usualCount, cloud.count)
      guard count <= cloud.count else {
        throw StudioError.tooMany(asked: count, available: cloud.count, of: "points")
      }
      let plane = PlaneChart(cloud, count: count)
      output.display(try DisplayData(try plane.chart.draw(), text: plane.summary))
    }
  }

  private func show(_ data: Dataset, count: Int, on output: any Output) throws {
    guard count <= data.count else {
      throw StudioError.tooMany(asked: count, available: data.count, of: "images")
    }
    let grid = try isByClass && !data.labels.isEmpty ? byClass(data, count) : inOrder(data, count)
    let shown = grid.images.count
    let labels = isByClass ? data.classNames : data.labels.prefix(count).map { data.classNames[Int($0)] }
    let text = "\(shown.counted("picture")) of \(data.name): \(grid.summary)"
    let named = labels.isEmpty ? text : text + "\nclasses: \(labels.joined(separator: " "))"
    output.display(try DisplayData(try grid.draw(), text: named))
  }

  /// The first ones, each with its class.
  private func inOrder(_ data: Dataset, _ count: Int) throws -> ImageGrid {
    let names = data.shortClassNames
    return ImageGrid(
      images: try (0..<count).map { try Image(data, at: $0) }, columns: count > 16 ? nil : min(count, 8),
      captions: data.labels.prefix(count).map { Label(names[Int($0)]) })
  }

  /// The first ones of each class, a row each; a class that has fewer leaves places empty.
  private func byClass(_ data: Dataset, _ count: Int) throws -> ImageGrid {
    let columns = max(1, count / max(1, data.classNames.count))
    var rows = [[Int]](repeating: [], count: data.classNames.count)
    for (index, label) in data.labels.enumerated() where rows[Int(label)].count < columns {
      rows[Int(label)].append(index)
    }
    let names = data.shortClassNames
    let kept = rows.indices.filter { !rows[$0].isEmpty }
    let (height, width) = (data.imageShape.dims[1], data.imageShape.dims[2])
    let empty = try Image(width: width, height: height, channels: 1, filling: 255)
    let images = try kept.flatMap { row in
      try rows[row].map { try Image(data, at: $0) } + Array(repeating: empty, count: columns - rows[row].count)
    }
    return ImageGrid(images: images, columns: columns, rowLabels: kept.map { Label(names[$0]) })
  }
}

extension Dataset {
  /// The names of its classes without the word that all of them begin with: of `character01`, `character02` … what tells
  /// them apart has room under a picture.
  fileprivate var shortClassNames: [String] {
    guard var shared = classNames.first, classNames.count > 1 else { return classNames }
    for name in classNames { shared = String(zip(shared, name).prefix { $0 == $1 }.map(\.0)) }
    while let last = shared.last, last.isNumber { shared.removeLast() }
    guard shared.count > 3, classNames.allSatisfy({ $0.count > shared.count }) else { return classNames }
    return classNames.map { String($0.dropFirst(shared.count)) }
  }
}

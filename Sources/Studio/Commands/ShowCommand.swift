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
    ],
    examples: ["show data", "show data count=100", "show"])

  private static let usualCount = 32

  let count: Int?

  init(_ arguments: Arguments) {
    count = arguments.integer(ifGiven: "count")
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
    let (channels, height, width) = (data.imageShape.dims[0], data.imageShape.dims[1], data.imageShape.dims[2])
    let images = try (0..<count).map { index in
      let planes = Array(data.image(index))
      let area = height * width
      let pixels = planes.indices.map { planes[$0 % channels * area + $0 / channels] }
      return try Image(width: width, height: height, channels: channels, pixels: pixels)
    }
    let labels = data.labels.prefix(count).map { data.classNames[Int($0)] }
    let grid = ImageGrid(images: images, columns: count > 16 ? nil : min(count, 8), captions: labels.map { Label($0) })
    let text = "\(count.counted("picture")) of \(data.name): \(grid.summary)"
    let named = labels.isEmpty ? text : text + "\nclasses: \(labels.joined(separator: " "))"
    output.display(try DisplayData(try grid.draw(), text: named))
  }
}

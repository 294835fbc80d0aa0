import Datasets
import Tensors
import Testing

@Suite("Points of the plane")
struct PointCloudTests {
  @Test("lie around their modes, the same for the same seed", arguments: PointCloud.Distribution.allCases)
  func points(distribution: PointCloud.Distribution) {
    let cloud = PointCloud(distribution, count: 400, seed: 3)
    #expect(cloud.imageShape == [2] && cloud.count == 400 && cloud.coordinates.count == 800)
    #expect(cloud.coordinates.allSatisfy { abs($0) < 1.2 })
    #expect(cloud.coordinates == PointCloud(distribution, count: 400, seed: 3).coordinates)
    #expect(cloud.coordinates != PointCloud(distribution, count: 400, seed: 4).coordinates)
    #expect(Array(cloud.coordinates.prefix(20)) == PointCloud(distribution, count: 10, seed: 3).coordinates)
    let mean = cloud.coordinates.reduce(0, +) / 800
    #expect(abs(mean) < 0.2)
  }

  @Test("of the ring are near the circle and in all eight directions")
  func ring() {
    let cloud = PointCloud(.ring, count: 1_000)
    var quadrants = Set<Int>()
    for index in 0..<1_000 {
      let (x, y) = (cloud.coordinates[2 * index], cloud.coordinates[2 * index + 1])
      #expect(abs((x * x + y * y).squareRoot() - 0.75) < 0.15)
      quadrants.insert(Int((x / 0.6).rounded()) * 3 + Int((y / 0.6).rounded()))
    }
    #expect(quadrants.count == 8)
  }

  @Test("are copied into batches in the order asked for")
  func batches() {
    let cloud = PointCloud(.grid, count: 5)
    let batch = Buffer(count: 4)
    batch.withMutableSpan { cloud.copyImages(at: [4, 1], into: &$0) }
    #expect(batch.values == Array(cloud.coordinates[8..<10] + cloud.coordinates[2..<4]))
  }
}

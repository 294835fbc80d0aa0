import Pictures
import Testing

@Suite struct DiagramTests {
  @Test("A network is as wide as its stages, eight in a row at most")
  func network() throws {
    func diagram(_ count: Int) -> NetworkDiagrams {
      NetworkDiagrams([
        NetworkDiagram(
          title: "net", input: "z", output: "G(z)",
          stages: (0..<count).map { .init(dims: [1 << $0, 7, 7], layers: ["conv \($0)"], parameterCount: $0) },
          color: Palette.blue)
      ])
    }
    let (small, full, more) = (try diagram(2).draw(), try diagram(8).draw(), try diagram(9).draw())
    #expect(small.width < full.width && full.width == more.width && more.height > full.height)
    #expect(diagram(2).summary == "net\n  conv 0 → 1x7x7\n  conv 1 → 2x7x7")
    #expect(throws: PictureError.self) { try NetworkDiagrams([]).draw() }
  }

  @Test("A pipeline shows its pictures and values")
  func pipeline() throws {
    let picture = try Image(width: 4, height: 4, channels: 1, filling: 0)
    var diagram = PipelineDiagram(
      title: "game", latents: [[0.5, -2, 1]], latentCount: 3, generated: .init(images: [picture], values: [0.25]),
      real: .init(images: [picture], values: [0.75]), remarks: (["1 weight"], ["digits"], ["2 weights"]),
      isProbability: true)
    let first = try diagram.draw()
    #expect(diagram.summary.contains("D(G(z)) = 0.25; D(x) = 0.75"))
    diagram.generated.values = [0.5]
    #expect(try diagram.draw() != first)
  }

  @Test("Grids beside each other are as wide as both, with the titles in the words")
  func grids() throws {
    let picture = try Image(width: 8, height: 8, channels: 1, filling: 0)
    let grid = ImageGrid(images: [picture, picture, picture, picture], columns: 2, title: "real")
    let alone = try grid.draw()
    let group = GridGroup([grid, grid])
    let both = try group.draw()
    #expect(both.width > 2 * alone.width - 100 && both.height == alone.height)
    #expect(group.summary.hasPrefix("real: 4 images of 8x8"))
  }

  @Test("Labels over columns find room")
  func columnLabels() throws {
    let picture = try Image(width: 8, height: 8, channels: 1, filling: 0)
    var grid = ImageGrid(images: [picture, picture], columns: 2)
    let bare = try grid.draw()
    grid.columnLabels = ["a", "b"]
    let labelled = try grid.draw()
    #expect(labelled.height > bare.height && labelled.width == bare.width)
    let top = try #require(
      labelled.cropped(x: 24, y: 24, width: labelled.width - 48, height: labelled.height - bare.height))
    #expect(top.pixels.contains { $0 < 150 })
  }
}

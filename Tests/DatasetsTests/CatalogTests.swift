import Datasets
import Testing

@Suite struct CatalogTests {
  @Test("Every name has a summary of one line")
  func summaries() {
    #expect(Catalog.names == ["digits", "letters", "mnist"])
    for name in Catalog.names {
      #expect(!Catalog.summary(of: name).isEmpty)
      #expect(!Catalog.summary(of: name).contains("\n"))
    }
    #expect(Catalog.summary(of: "nothing").isEmpty)
  }

  @Test("An unknown name is an error that knows the known ones")
  func unknown() {
    #expect(throws: DatasetError.unknownName("minst", known: ["digits", "letters", "mnist"])) {
      try Catalog.load("minst", count: nil, seed: 1, environment: [:])
    }
  }

  @Test("Digits come in the number and by the seed asked for")
  func digits() throws {
    let dataset = try Catalog.load("digits", count: 30, seed: 7, environment: [:])
    #expect(dataset.count == 30)
    #expect(dataset.origin == "30 drawn digits, seed 7")
    #expect(dataset.pixels == DrawnDigits(seed: 7).dataset(count: 30).pixels)
  }

  @Test("A number of digits that cannot be drawn is an error", arguments: [.min, -1, 0, 250_001, .max])
  func impossibleCount(count: Int) {
    #expect(throws: DatasetError.countOutOfRange(count, allowed: 1...250_000, name: "digits")) {
      try Catalog.load("digits", count: count, seed: 1, environment: [:])
    }
  }

  @Test("Errors tell the cause and what to do next")
  func texts() {
    #expect(
      DatasetError.countOutOfRange(70_000, allowed: 1...60_000, name: "mnist").description
        == "'mnist' cannot give 70,000 images: ask for 1 to 60,000.")
    #expect(
      DatasetError.file(path: "/data/x.gz", .unsupportedElementType(0x0D)).description.contains(
        "'/data/x.gz' cannot be used: its elements are of IDX type 0d; only 08, unsigned bytes, can be read."))
  }
}

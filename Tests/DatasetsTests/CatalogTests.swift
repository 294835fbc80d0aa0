import Datasets
import Tensors
import Testing

@Suite struct CatalogTests {
  @Test("Every name has a summary of one line")
  func summaries() {
    #expect(Catalog.names == ["digits", "letters", "mnist", "fashion", "emnist", "notmnist"])
    for name in Catalog.names {
      #expect(!Catalog.summary(of: name).isEmpty)
      #expect(!Catalog.summary(of: name).contains("\n"))
    }
    #expect(Catalog.summary(of: "nothing").isEmpty)
  }

  @Test("An unknown name is an error that knows the known ones")
  func unknown() {
    #expect(throws: DatasetError.unknownName("minst", known: Catalog.names)) {
      try Catalog.load("minst", environment: [:])
    }
  }

  @Test("Digits come in the number and by the seed asked for")
  func digits() throws {
    let dataset = try Catalog.load("digits", options: LoadingOptions(count: 30, seed: 7), environment: [:])
    #expect(dataset.count == 30)
    #expect(dataset.origin == "30 drawn digits, seed 7")
    #expect(dataset.pixels == DrawnDigits(seed: 7).dataset(count: 30).pixels)
  }

  @Test("A number of digits that cannot be drawn is an error", arguments: [.min, -1, 0, 250_001, .max])
  func impossibleCount(count: Int) {
    #expect(throws: DatasetError.countOutOfRange(count, allowed: 1...250_000, name: "digits")) {
      try Catalog.load("digits", options: LoadingOptions(count: count), environment: [:])
    }
  }

  @Test("Every data set comes in the size, the channels and the polarity asked for")
  func adapted() throws {
    let plain = try Catalog.load("letters", options: LoadingOptions(count: 4), environment: [:])
    let options = LoadingOptions(count: 4, size: (width: 64, height: 32), channels: 3, isInverted: true)
    let dataset = try Catalog.load("letters", options: options, environment: [:])
    #expect(dataset.imageShape == [3, 32, 64] && dataset.count == 4 && dataset.labels == plain.labels)
    // In proportion: the letter is 32 pixels wide, in the middle of paper that was black and is white.
    let image = Array(dataset.image(0))
    #expect((0..<32).allSatisfy { row in (0..<16).allSatisfy { image[row * 64 + $0] == 255 } })
    #expect(Array(image[0..<2_048]) == Array(image[2_048..<4_096]))
    #expect((image.min() ?? 255) < 60)
    #expect(dataset.origin == "4 drawn letters, seed 1, as 3x32x64, inverted")
  }

  @Test("The part for tests is drawn by other hands")
  func testPart() throws {
    let train = try Catalog.load("digits", options: LoadingOptions(count: 20, seed: 3), environment: [:])
    let test = try Catalog.load("digits", options: LoadingOptions(count: 20, seed: 3, part: .test), environment: [:])
    #expect(train.pixels != test.pixels && test.origin == "20 drawn digits for tests, seed 3")
  }

  @Test("What pictures cannot be is an error before anything is read")
  func impossibleShape() {
    #expect(throws: DatasetError.sizeOutOfRange(width: 0, height: 28, allowed: 1...1_024)) {
      try Catalog.load("digits", options: LoadingOptions(size: (0, 28)), environment: [:])
    }
    #expect(throws: DatasetError.wrongChannels(2)) {
      try Catalog.load("digits", options: LoadingOptions(channels: 2), environment: [:])
    }
    #expect(throws: DatasetError.tooManyPictures(count: 2_000, shape: [1, 1_024, 1_024], limit: 1_024)) {
      try Catalog.load("digits", options: LoadingOptions(count: 2_000, size: (1_024, 1_024)), environment: [:])
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

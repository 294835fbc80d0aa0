extension Publication {
  /// The data sets that the program knows where to find.
  static let known = [mnist, fashion, emnist, notmnist]

  /// The handwritten digits of LeCun, Cortes and Burges.
  static let mnist = Publication(
    name: "mnist", title: "MNIST",
    summary:
      "handwritten digits by LeCun, Cortes and Burges, 28x28, 60,000; from FORGER_DATA, the cache or the network",
    substitute: DrawnDigits.name, folderNames: ["mnist", "MNIST/raw"], isAtHomeAnywhere: true,
    train: Pair("train"), test: Pair("t10k"),
    classNames: (0...9).map(String.init),
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist", "https://storage.googleapis.com/cvdf-datasets/mnist",
    ],
    published: [
      PublishedFile(
        "train-images-idx3-ubyte.gz", 9_912_422,
        .sha256("440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609")),
      PublishedFile(
        "train-labels-idx1-ubyte.gz", 28_881,
        .sha256("3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c")),
      PublishedFile(
        "t10k-images-idx3-ubyte.gz", 1_648_877,
        .sha256("8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6")),
      PublishedFile(
        "t10k-labels-idx1-ubyte.gz", 4_542, .sha256("f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
    ])

  /// Clothes photographed for a shop, by Xiao, Rasul and Vollgraf.
  ///
  /// Of the images only MD5 sums are published.
  package static let fashion = Publication(
    name: "fashion", title: "Fashion-MNIST",
    summary: "clothes by Xiao, Rasul and Vollgraf, 28x28, 60,000; from FORGER_DATA, the cache or the network",
    substitute: DrawnDigits.name, folderNames: ["fashion", "fashion-mnist", "FashionMNIST/raw"],
    isAtHomeAnywhere: false,
    train: Pair("train"), test: Pair("t10k"),
    classNames: [
      "T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot",
    ],
    mirrors: ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com"],
    published: [
      PublishedFile("train-images-idx3-ubyte.gz", 26_421_880, .md5("8d4fb7e6c68d591d4c3dfef9ec88bf0d")),
      PublishedFile(
        "train-labels-idx1-ubyte.gz", 29_515,
        .sha256("a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845")),
      PublishedFile("t10k-images-idx3-ubyte.gz", 4_422_102, .md5("bef4ecab320f06d8554ea6380940ec79")),
      PublishedFile(
        "t10k-labels-idx1-ubyte.gz", 5_148, .sha256("67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
    ])

  /// Handwritten letters, capitals and small ones in 26 classes, by Cohen, Afshar, Tapson and van Schaik.
  ///
  /// Of the archive only an MD5 sum is published; the files within are checked by the archive's CRC-32 sums as well.
  package static let emnist = Publication(
    name: "emnist", title: "EMNIST letters",
    summary: "handwritten letters by Cohen, Afshar, Tapson and van Schaik, 28x28, 124,800; from FORGER_DATA, the cache "
      + "or the network (562 MB to fetch, 34 MB to keep)",
    substitute: DrawnLetters.name, folderNames: ["emnist", "EMNIST/raw"], isAtHomeAnywhere: true,
    train: Pair("emnist-letters-train"), test: Pair("emnist-letters-test"),
    classNames: DrawnLetters.classNames, firstLabel: 1, isTransposed: true,
    mirrors: ["https://biometrics.nist.gov/cs_links/EMNIST"],
    archive: (PublishedFile("gzip.zip", 561_753_746, archiveSum), "gzip/"))

  private static let archiveSum = Checksum.md5("58c8d27c78d21e728a6bc7b3cc06412e")

  /// Letters A to J cut from computer fonts, by Bulatov; in MNIST's file format no server publishes them.
  static let notmnist = Publication(
    name: "notmnist", title: "notMNIST",
    summary: "letters A to J from computer fonts by Bulatov, 28x28; from FORGER_DATA or the cache",
    substitute: DrawnLetters.name, folderNames: ["notmnist", "notMNIST"], isAtHomeAnywhere: false,
    train: Pair("train"), test: Pair("t10k"),
    classNames: Array(DrawnLetters.classNames.prefix(10)))
}

// swift-tools-version: 6.3
import PackageDescription

/// One place for what every Swift target of the house is compiled with.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module in `Sources/<name>`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a module, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: settings)
}

/// A C library of the system.
///
/// Debian keeps headers where the compiler looks; Homebrew needs pkg-config.
func library(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  #if os(Linux)
    .systemLibrary(name: name, providers: [.apt([apt])])
  #else
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.brew([brew])])
  #endif
}

let package = Package(
  name: "forger",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "forger", targets: ["forger"]),
    .library(name: "Adversarial", targets: ["Adversarial", "NeuralNetworks", "Tensors", "Datasets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // Level 0: C, ours and the system's.
    .target(name: "CMicrokernels"),
    .target(name: "CRecognisers", exclude: ["mnist.safetensors", "digits.safetensors", "letters.safetensors"]),
    library("CPNG", pkgConfig: "libpng", apt: "libpng-dev", brew: "libpng"),
    library("CCairo", pkgConfig: "cairo", apt: "libcairo2-dev", brew: "cairo"),
    library("CZeroMQ", pkgConfig: "libzmq", apt: "libzmq3-dev", brew: "zeromq"),
    library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),

    // Level 1: know nothing of each other.
    module("Tensors", ["CMicrokernels"]),
    module("Pictures", ["CPNG", "CCairo"]),
    module("Language"),
    module("Jupyter", [.product(name: "Crypto", package: "swift-crypto")]),
    module("ZeroMQ", ["CZeroMQ"]),
    module("Files"),

    // Level 2.
    module("Mathematics", ["Language"]),
    module("NeuralNetworks", ["Tensors", "Files"]),
    module("TensorBoard", ["Files"]),
    module("Datasets", ["Tensors", "Pictures", "Files", "CZlib", .product(name: "Crypto", package: "swift-crypto")]),
    module("KernelServer", ["Jupyter", "ZeroMQ", "Files", .product(name: "Logging", package: "swift-log")]),

    // Level 3.
    module("Adversarial", ["NeuralNetworks", "Datasets", "Tensors", "CRecognisers"]),

    // Level 4: gives the commands their meaning.
    module(
      "Studio",
      [
        "Language", "Mathematics", "Adversarial", "NeuralNetworks", "Datasets", "Tensors", "Pictures", "Jupyter",
        "Files", "TensorBoard",
      ]),

    // Level 5: the executable.
    .executableTarget(
      name: "forger",
      dependencies: [
        "Studio", "KernelServer", "Jupyter", "Files",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // The folder `kernelspec`, as part of the program.
      resources: [.embedInCode("Resources")],
      swiftSettings: settings),

    // Trains the recognisers that Adversarial carries, for `make recognisers`; not installed.
    .executableTarget(
      name: "forger-recognisers", dependencies: ["Adversarial", "NeuralNetworks", "Datasets", "Tensors"],
      swiftSettings: settings),

    // What tests of several modules need.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: settings),

    tests("Tensors", ["Tensors"]),
    tests("Pictures", ["Pictures"], exclude: ["Snapshots"]),
    tests("Language", ["Language"]),
    tests("Mathematics", ["Mathematics", "Language"]),
    tests("Jupyter", ["Jupyter"]),
    tests("ZeroMQ", ["ZeroMQ"]),
    tests("Files", ["Files"]),
    tests("TensorBoard", ["TensorBoard", "Files"]),
    tests("NeuralNetworks", ["NeuralNetworks", "Tensors", "Files"], exclude: ["layers.json"]),
    tests(
      "Datasets", ["Datasets", "Tensors", "Pictures", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["server.py"]),
    tests("KernelServer", ["KernelServer", "Jupyter", "ZeroMQ"]),
    tests(
      "Adversarial", ["Adversarial", "NeuralNetworks", "Datasets", "Tensors", "Files"],
      exclude: ["scores.json", "training.json"]),
    tests("Studio", ["Studio", "Language", "Mathematics", "Jupyter", "Files"], exclude: ["facts.forger"]),
    tests("Fuzz", ["Jupyter", "Studio"]),
    tests("House", []),

    // Times what a front end asks while somebody types, for `make bench-editing`; not installed.
    .executableTarget(
      name: "forger-editing-benchmark", dependencies: ["Studio", "Jupyter"], path: "Tests/Benchmarks/Editing",
      exclude: ["cell.forger"], swiftSettings: settings),

    // Times training steps for `make bench-train`; not installed.
    .executableTarget(
      name: "forger-benchmark", dependencies: ["Adversarial", "Datasets", "Tensors"], path: "Tests/Benchmarks/Engine",
      swiftSettings: settings),
  ]
)

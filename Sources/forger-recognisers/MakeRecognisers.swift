import Adversarial
import Datasets
import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Trains the recognisers that Forger carries: `make recognisers`.
///
///     forger-recognisers FOLDER [NAME …]
///
/// writes FOLDER/NAME.safetensors for each name, all there are when none is given. The same machine-independent bits come
/// out of every run.
@main
struct MakeRecognisers {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let folder = arguments.first else {
      say("usage: forger-recognisers FOLDER [NAME …]   names: \(Lesson.all.map(\.name).joined(separator: ", "))")
      return
    }
    let environment = ProcessInfo.processInfo.environment
    let names = arguments.count > 1 ? Array(arguments.dropFirst()) : Lesson.all.map(\.name)
    let threads = try Threads(environment: environment)
    for name in names {
      guard let lesson = Lesson.all.first(where: { $0.name == name }) else {
        say("\(name): no such recogniser")
        continue
      }
      try lesson.learn(into: folder, environment: environment, on: threads)
    }
  }
}

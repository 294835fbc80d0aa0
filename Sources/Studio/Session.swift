import Adversarial
import Datasets
import Language
import Tensors

/// One notebook's world: the data, the networks, their history, the seed.
///
/// A session belongs to the kernel's execution thread. Commands read and change it, and they change it only after they
/// have succeeded, so that a cell that fails leaves everything as it was.
public final class Session {
  /// The environment the kernel was started with (`FORGER_DATA`, `FORGER_LIVE`, `XDG_CACHE_HOME`).
  let environment: [String: String]
  /// The verbs, with the names of data sets and presets.
  let vocabulary = Session.makeVocabulary()
  /// The workers, or why there are none: a wish of the environment that this machine cannot fulfil is told in the first
  /// cell that computes, where somebody reads it, and the kernel lives on.
  private let engine: Result<Threads, EngineError>
  /// Decides everything random from here on: weights, noise, dropout, the order of the images.
  var seed: UInt64 = 1
  /// What `data` loaded last.
  var dataset: Dataset?
  /// What `gan` made last.
  var players: Players?

  /// A session with nothing in it yet.
  ///
  /// - Parameter environment: the variables of the process.
  public init(environment: [String: String]) {
    self.environment = environment
    do throws(EngineError) {
      engine = .success(try Threads(environment: environment))
    } catch {
      engine = .failure(error)
    }
  }

  /// The workers of every matrix product.
  var threads: Threads {
    get throws(EngineError) { try engine.get() }
  }

  /// Whether long work shows itself while it runs; `FORGER_LIVE=off` leaves only its last state, for comparing outputs.
  var isLive: Bool { environment["FORGER_LIVE"]?.lowercased() != "off" }
}

/// A pair of networks with what has been observed of their game.
struct Players {
  let game: Game
  /// One report a step, from the first.
  var history: [StepReport] = []
}

import Foundation
import Jupyter
import Studio
import Testing

/// Data sets that are not part of the project: the folder FORGER_DATA has them, or the tests say that they skip.
@Suite("Real pictures")
struct RealDataTests {
  private static let folder = ProcessInfo.processInfo.environment["FORGER_DATA"] ?? ""

  private static func has(_ path: String) -> Bool {
    !folder.isEmpty && FileManager.default.fileExists(atPath: folder + "/" + path)
  }

  private func notebook() -> Notebook {
    Notebook(["FORGER_DATA": Self.folder, "FORGER_OFFLINE": "1", "FORGER_LIVE": "off", "FORGER_AUTOSAVE": "off"])
  }

  private func succeed(_ notebook: Notebook, _ code: String) -> Recorder {
    let cell = notebook.run(code)
    #expect(cell.name == nil, "\(code): \(cell.traceback)")
    return cell.output
  }

  @Test(
    "notMNIST loads, trains and shows; a recogniser of its own learns its ten letters and judges",
    .enabled(if: has("notmnist"), "FORGER_DATA has no notmnist"))
  func notMNIST() {
    let notebook = notebook()
    #expect(succeed(notebook, "data notmnist count=2000").text.contains("notMNIST"))
    #expect(succeed(notebook, "show data count=20").displays.count == 1)
    _ = succeed(notebook, "seed 7\ngan mlp-tiny\ntrain steps=20\nsample 25")
    #expect(notebook.run("score").traceback.contains("recogniser train"))
    _ = succeed(notebook, "recogniser train epochs=2\nrecognise data count=50\ncheck agreement > 0.6")
    _ = succeed(notebook, "score count=200\ncheck classes_present + missing_classes = 10")
    let text = succeed(notebook, "neighbours 20\ncheck sum(neighbour_classes * 0 + 1) = 20").text
    #expect(text.contains("classes of the nearest ones: A "))
  }

  @Test(
    "Omniglot’s Latin letters, a folder each, load, train and show",
    .enabled(if: has("omniglot-latin"), "FORGER_DATA has no omniglot-latin"))
  func omniglot() {
    let notebook = notebook()
    let loaded = succeed(notebook, "gan dcgan28\ndata omniglot-latin").text
    #expect(loaded.contains("26 classes"), "\(loaded)")
    #expect(succeed(notebook, "show data count=26").displays.count == 1)
    _ = succeed(notebook, "train steps=3 batch=16\nsample 16\nneighbours 5\nprobe steps=2 batch=8")
    _ = succeed(notebook, "check last(real_scores) < 1\ncheck min(neighbour_distances) > 0")
  }
}

import Jupyter
import Studio
import Testing

@Suite("units, rules, and files to try")
struct LookingAtLayersTests {
  private let notebook = Notebook(["FORGER_LIVE": "off"])

  private func passes(_ code: String) {
    let cell = notebook.run(code)
    #expect(cell.name == nil, "\(cell.traceback)")
  }

  @Test("units shows a chart and a table, and its counts have names")
  func units() throws {
    #expect(notebook.run("units").traceback.contains("no networks"))
    passes("data digits count=100\ngan mlp-tiny")
    #expect(notebook.run("dead_units").traceback.contains("Type `units` first."))
    let cell = notebook.run("units count=50")
    #expect(cell.output.displays.first?.data["image/png"] != nil && cell.output.displays.last?.data["text/html"] != nil)
    // Three rectifiers in each network, all leaky.
    passes("check sum(dead_units * 0 + 1) = 6\ncheck sum(dead_units) = 0\ncheck min(silent_units) >= 0")
    passes("data ring\ngan ring2d\nunits")
  }

  @Test("rules says what is kept, of any pair by its name")
  func rules() {
    passes("gan dcgan28 as painter\ngan vanilla as plain\nrules painter")
    #expect(notebook.run("rules_kept").traceback.contains("Type `rules` first."))
    passes("rules\ncheck sum(rules_kept) = 2\nuse painter\ncheck min(rules_kept) = 1")
    #expect(notebook.run("rules nobody").name != nil)
  }

  @Test("the first file that is there is loaded, and those that are not are named")
  func alternatives() throws {
    passes("data digits count=100\nseed 3\ngan mlp-tiny as first\ntrain steps=2\nsave \"own\"\nchosen = \"own\"")
    let cell = notebook.run("load \"nowhere\" or own as again")
    #expect(cell.output.text.contains("There is no checkpoint called nowhere here; taking own instead."))
    #expect(cell.output.text.contains("again, seed 3, after 2 steps"))
    // A name that stands for a text; but a file of that very name comes first.
    #expect(notebook.run("load chosen as third").output.text.contains("third, seed 3, after 2 steps"))
    passes("use first\nsave \"chosen\"")
    #expect(notebook.run("load chosen as fourth").output.text.contains("chosen.safetensors"))
    let none = notebook.run("load here or there")
    #expect(none.traceback.contains("called `here` or `there`"))
  }

  @Test("the slopes of a critic have names once a penalty has been measured")
  func slopes() {
    passes("data digits count=100\ngan mlp-tiny as plain\ntrain steps=1")
    #expect(notebook.run("critic_slopes").traceback.contains("wasserstein-gp"))
    passes(
      "gan wgan-gp as critic\ntrain steps=2\ncheck sum(critic_slopes * 0 + 1) = 2\ncheck min(critic_slope_deviations) >= 0"
    )
  }
}

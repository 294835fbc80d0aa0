import Jupyter
import Studio
import Testing

@Suite("What is measured can be spoken of")
struct MeasurementTests {
  private func claims(_ cells: String...) -> String {
    let notebook = Notebook()
    for code in cells {
      let cell = notebook.run(code)
      if cell.name != nil { return cell.traceback }
    }
    return ""
  }

  @Test("losses and judgements of a training are vectors with an entry a step")
  func history() {
    #expect(
      claims(
        "data digits count=300\ngan vanilla\ntrain steps=5",
        "check sum(discriminator_losses * 0 + 1) = 5", "check first(discriminator_losses) ~ log(4) within 0.1",
        "check first(generator_losses) ~ log(2) within 0.1", "check mean(first(real_scores, 2)) < 1",
        "check last(real_scores) > last(fake_scores)", "plot real_scores, fake_scores",
        "train steps=2\ncheck sum(discriminator_losses * 0 + 1) = 7") == "")
  }

  @Test("before the measurement the message says what measures it; a definition of the name comes first")
  func missing() {
    #expect(claims("gan vanilla", "check real_scores < 1").contains("Type `train` first."))
    #expect(claims("gan vanilla", "weak_gradients").contains("Type `gradients` first."))
    #expect(claims("real_scores = 3", "check real_scores = 3") == "")
  }

  @Test("gradients measures both losses, by layer or along the discriminator's steps, and keeps the numbers")
  func gradients() throws {
    let notebook = Notebook()
    notebook.run("data digits count=300\nseed 2\ngan vanilla\ntrain steps=3")
    let one = notebook.run("gradients batch=1").output
    #expect(one.displays.count == 2)
    #expect(one.displays[0].data["image/png"] != nil && one.displays[1].data["text/html"] != nil)
    #expect(try #require(one.displays[1].data["text/plain"]?.text).contains("dense 1x28x28"))
    for claim in [
      "ratio = last(strong_gradients) / last(weak_gradients)",
      "check ratio ~ (1 - last(gradient_scores)) / last(gradient_scores) within 1e-3",
    ] {
      let cell = notebook.run(claim)
      #expect(cell.name == nil, "\(cell.traceback)")
    }
    let many = notebook.run("gradients discriminator-steps=6 every=4 batch=20")
    #expect(many.name == nil && many.output.displays.count == 1)
    // At 0, 4 and 6 steps.
    #expect(notebook.run("check sum(weak_gradients * 0 + 1) = 3").name == nil)
    #expect(notebook.run("train steps=1\ncheck sum(weak_gradients * 0 + 1) = 3").name == nil)
    let stopped = notebook.run("gradients discriminator-steps=1000", stopAfter: 2)
    #expect(stopped.name == "Interrupted")
    #expect(notebook.run("check sum(weak_gradients * 0 + 1) = 3").name == nil)
  }

  @Test("what score, neighbours, probe and recognise found can be checked, printed and plotted")
  func judgements() {
    #expect(
      claims(
        "data digits count=300\nseed 2\ngan mlp-tiny\nscore count=60",
        "check class_score >= 1\ncheck class_score < real_class_score", "check frechet_distance > frechet_floor",
        "check sum(class_shares) = 1\ncheck sum(real_class_shares) = 1\nplot class_shares as bars",
        "check classes_present + missing_classes = 10", "check nearest_pair < real_nearest_pair",
        "check different_pictures >= 1", "check guess_confidence < real_guess_confidence",
        "neighbours 5\ncheck sum(neighbour_distances * 0 + 1) = 5\ncheck min(neighbour_distances) > 0",
        "check mean(real_neighbour_distances) < mean(neighbour_distances)",
        "check sum(neighbour_classes * 0 + 1) = 5\ncheck max(neighbour_classes) <= 9",
        "probe steps=30 batch=20\ncheck probe_accuracy > 0.9\ncheck probe_divergence ~ (probe_value + log(4)) / 2",
        "check probe_real_score > probe_fake_score\ncheck first(probe_losses) > last(probe_losses)",
        "recognise count=6\ncheck sum(guesses * 0 + 1) = 6\ncheck min(guesses) >= 0",
        "recognise data count=12\ncheck agreement > 0.9\ncheck min(guess_confidences) > 0.1\nplot guesses as histogram",
        "score_before = class_score\ntrain steps=1\ncheck class_score = score_before") == "")
  }

  @Test(
    "what nobody has judged is not known, and belongs to its pair",
    arguments: [
      ("class_score", "score"), ("neighbour_distances", "neighbours"), ("probe_accuracy", "probe"),
      ("guesses", "recognise"), ("agreement", "recognise data"),
    ])
  func unjudged(name: String, verb: String) {
    #expect(claims("gan mlp-tiny", name).contains("Type `\(verb)` first."))
    guard verb != "recognise data", verb != "recognise" else { return }
    let judged =
      "data digits count=120\ngan mlp-tiny as one\ngan mlp-tiny as two\n\(verb == "probe" ? "probe steps=1" : verb)"
    #expect(claims(judged, name) == "")
    #expect(claims(judged, "use one\n\(name)").contains("Type `\(verb)` first."))
  }

  @Test("names lists what has been measured")
  func measuredNames() {
    let notebook = Notebook()
    notebook.run("data digits count=100\ngan mlp-tiny\nneighbours 2\nneighbour_distances = 1")
    let text = notebook.run("names").output.text
    #expect(text.contains("measured: real_neighbour_distances, neighbour_classes\n"), "\(text)")
  }

  @Test("a claim about what is still missing says so and does not tell the answer")
  func blank() {
    let text = claims("answer = None\ncheck answer = 42")
    #expect(text.contains("`answer` has no value yet") && !text.contains("42 was expected"))
    #expect(claims("mu = None\ncheck normal(mu, 1)(0) = 1").contains("replace it by yours"))
    #expect(claims("check None = None") == "")
  }

  @Test("entries are counted from 1, and what is not there is refused")
  func entries() {
    #expect(
      claims(
        "v = [1, 4, 9]\nM = [[1, 2], [3, 4], [5, 6]]", "check first(v) = 1\ncheck last(v) = 9",
        "check last(v, 2) = [4, 9]\ncheck first(v, 3) = v", "check entry(v, 2) = 4\ncheck entry(M, 3, 1) = 5",
        "check first(M) = 1\ncheck last(M, 3) = [4, 5, 6]") == "")
    for wrong in ["entry([1, 2], 3)", "entry([[1, 2]], 2, 1)", "entry([[1, 2]], 1, 3)", "entry([1, 2], 1, 2)"] {
      #expect(claims(wrong).contains("there is no entry"), "\(wrong)")
    }
    #expect(claims("last([1, 2], 3)").contains("there is no entry 3"))
    #expect(claims("entry([1, 2], 0)").contains("a whole number from 1"))
  }

  @Test("a function is repeated from a number or from a vector; a result that does not fit is refused")
  func repetition() {
    #expect(
      claims(
        "check iterate(sqrt, 16, 2) = 2\ncheck orbit(sqrt, 16, 2) = [16, 4, 2]\ncheck iterate(sqrt, 16, 0) = 16",
        "turn(x, y) = [-y, x]\ncheck iterate(turn, [1, 0], 4) = [1, 0]",
        "check orbit(turn, [1, 0], 2) = [[1, 0], [0, 1], [-1, 0]]",
        "double(v) = 2 * v\ncheck iterate(double, [1, 3], 3) = [8, 24]",
        // The slope of a repeated function is the product of its slopes: three times 2.
        "square(x) = x^2\npower(x) = iterate(square, x, 3)\ncheck power'(1) = 8") == "")
    #expect(claims("sum2(x, y) = x + y", "iterate(sum2, [1, 2], 1)").contains("cannot be repeated"))
    #expect(claims("iterate(3, 1, 1)").contains("only functions"))
    #expect(claims("f(x, y) = [x, y]", "iterate(f, 1, 1)").contains("needs `y`"))
    #expect(claims("grow(x) = x + sum(ones(9))", "iterate(grow, 0, 100_000)") == "")
  }

  @Test("Tab knows the names")
  func completion() {
    let services = Notebook().session.services
    #expect(services.complete("check last(real_s", cursor: 17).items.map(\.text).contains("real_scores"))
  }
}

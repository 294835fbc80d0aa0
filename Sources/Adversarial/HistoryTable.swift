package import NeuralNetworks

/// What was observed of a training, as a table of doubles and back.
enum HistoryTable {
  /// The most rows that are kept; of a longer history every second, third … is, and the last.
  static let rowLimit = 20_000
  static let columns = [
    "step", "epoch", "discriminator_loss", "generator_loss", "real_score", "fake_score", "penalty", "slope_mean",
    "slope_deviation", "objective",
  ]

  /// What is enough to draw, for networks to look at: with all rows a file would be half history.
  static let shortLimit = 1_000

  /// The rows of a history, at most about `limit`.
  static func tensor(_ history: [StepReport], limit: Int = rowLimit) -> Safetensors.Tensor {
    let stride = (history.count + limit - 1) / limit
    let kept = history.enumerated().filter { index, _ in
      stride <= 1 || index == history.count - 1 || index % stride == stride - 1
    }.map(\.element)
    let values = kept.flatMap { report -> [Double] in
      [
        Double(report.step), report.epoch, report.discriminatorLoss, report.generatorLoss, report.realScore,
        report.fakeScore, report.penalty?.loss ?? 0, report.penalty?.meanNorm ?? 0, report.penalty?.normDeviation ?? 0,
        Double(Objective.allCases.firstIndex(of: report.objective) ?? 0),
      ]
    }
    return Safetensors.Tensor("history", shape: [kept.count, columns.count], values)
  }

  /// The history of a table; nil if it is none.
  static func history(_ tensor: Safetensors.Tensor) -> [StepReport]? {
    guard tensor.shape.count == 2, tensor.shape[1] == columns.count, tensor.shape[0] <= rowLimit + 1,
      let values = tensor.doubles
    else { return nil }
    var history: [StepReport] = []
    for row in 0..<tensor.shape[0] {
      let row = values[row * columns.count..<(row + 1) * columns.count]
      let start = row.startIndex
      guard let step = Int(exactly: row[start]), let kind = Int(exactly: row[start + 9]),
        Objective.allCases.indices.contains(kind), step > history.last?.step ?? 0, row[start + 1].isFinite
      else { return nil }
      let objective = Objective.allCases[kind]
      history.append(
        StepReport(
          step: step, epoch: row[start + 1], objective: objective, losses: (row[start + 2], row[start + 3]),
          scores: (row[start + 4], row[start + 5]),
          penalty: objective == .wassersteinGP
            ? GradientPenalty.Value(
              loss: row[start + 6], meanNorm: row[start + 7], normDeviation: row[start + 8]) : nil))
    }
    return history
  }
}

extension StepReport {
  /// A report as it was observed or read.
  package init(
    step: Int, epoch: Double, objective: Objective, losses: (discriminator: Double, generator: Double),
    scores: (real: Double, fake: Double), penalty: GradientPenalty.Value?
  ) {
    self.init(
      step: step, epoch: epoch, objective: objective, discriminatorLoss: losses.discriminator,
      generatorLoss: losses.generator, realScore: scores.real, fakeScore: scores.fake, penalty: penalty)
  }
}

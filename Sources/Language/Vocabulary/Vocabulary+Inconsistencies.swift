extension Vocabulary {
  /// What is wrong with the declarations themselves, for the tests of whoever makes them; empty when all is well.
  ///
  /// Names must be unique, defaults must fit their own parameter, sub-commands and exclusions must name what exists,
  /// and every example must parse.
  public func inconsistencies() -> [String] {
    var faults: [String] = []
    if Set(verbs.map(\.name)).count < verbs.count { faults.append("two verbs have the same name") }
    for verb in verbs + verbs.flatMap({ $0.block?.verbs ?? [] }) {
      let names = verb.parameters.map(\.name)
      if Set(names).count < names.count { faults.append("\(verb.name): two parameters have the same name") }
      if verb.examples.isEmpty { faults.append("\(verb.name): there is no example") }
      for name in verb.exclusive.joined() where !names.contains(name) {
        faults.append("\(verb.name): excludes \(name), which does not exist")
      }
      for parameter in verb.parameters {
        faults += faultsOfDefault(of: parameter).map { "\(verb.name) \(parameter.name): \($0)" }
      }
      // The words of blocks stand in the examples of the verb that opens them.
      for example in verb.examples where self.verb(verb.name) != nil {
        faults += parse(example).diagnostics.map { "\(verb.name), example `\(example)`: \($0.message)" }
      }
    }
    return faults
  }

  /// Writes the default as a value and checks it like one.
  private func faultsOfDefault(of parameter: Parameter) -> [String] {
    guard let value = parameter.defaultValue else { return [] }
    let literal: Literal =
      switch value {
      case .integer(let number): .number(Double(number))
      case .number(let number): .number(number)
      case .text(let text): .string(text)
      case .flag(let flag): .word(flag ? "on" : "off")
      case .size(let lengths): .size(lengths)
      case .expression, .domain: .nothing
      }
    let text = SourceText(value.spelled)
    let expression = Expression(.literal(literal), SourceRange(0, text.count))
    guard case .failure(let fault) = ValueCheck(parameter, vocabulary: self, text: text).value(of: expression) else {
      return []
    }
    return ["default: \(fault.message)"]
  }
}

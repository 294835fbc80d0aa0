extension Verb {
  /// How the verb is written: `train [epochs= | steps= | minutes=] [batch=] …`.
  public var signature: String {
    var parts = [name]
    var written: Set<String> = []
    for parameter in parameters where !written.contains(parameter.name) {
      let group = exclusive.first { $0.contains(parameter.name) } ?? [parameter.name]
      written.formUnion(group)
      let members = group.compactMap(self.parameter)
      let body = members.map(\.written).joined(separator: " | ")
      let isRequired = members.contains { $0.isRequired && $0.subjects.isEmpty }
      parts.append(isRequired ? body : "[\(body)]")
    }
    return parts.joined(separator: " ")
  }
}

extension Parameter {
  /// How the parameter stands in a signature.
  fileprivate var written: String {
    switch place {
    case .option: "\(name)="
    case .clause(let keyword): "\(keyword) \(placeholder)" + (joiner.map { " [\($0) \(placeholder) …]" } ?? "")
    case .positional:
      switch repetition {
      case .once: placeholder
      case .joined(let word): "\(placeholder) [\(word) \(placeholder) …]"
      case .listed: "\(placeholder) …"
      }
    }
  }

  /// A short list of words is its own placeholder.
  private var placeholder: String {
    guard case .word(let choices) = kind, choices.count <= 4 else { return name.uppercased() }
    return choices.map(\.name).joined(separator: "|")
  }

  /// Type, range, unit and default in a line: `a number above 0, in minutes, default 1`.
  var facts: String {
    var parts = [kind.expectation]
    if let unit { parts[0] += " (\(unit))" }
    if let defaultValue { parts.append("default `\(defaultValue.spelled)`") }
    if isRequired { parts.append("required") }
    if repetition != .once { parts.append("may be repeated") }
    return parts.joined(separator: ", ")
  }

  /// How the parameter is headed in tables.
  var heading: String {
    switch place {
    case .positional: name.uppercased()
    case .option: "\(name)="
    case .clause(let keyword): "\(keyword) \(name.uppercased())"
    }
  }
}

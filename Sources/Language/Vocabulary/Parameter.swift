/// One thing a verb can be told: name, type, range, default, unit and help, declared once.
///
/// A constant of many parts that is handed around at every key a person presses, hence one object instead of copies.
public final class Parameter: Sendable {
  /// Where it is written.
  public enum Place: Sendable, Equatable {
    /// By its order behind the verb.
    case positional
    /// As `name=value`.
    case option
    /// Behind a keyword, such as `as` in `gan vanilla as mine`.
    case clause(String)
  }

  /// How often a positional parameter may be given.
  public enum Repetition: Sendable, Equatable {
    /// Once.
    case once
    /// Several times with a word between: `mnist or digits`.
    case joined(by: String)
    /// Several times, separated by blanks.
    case listed
  }

  /// The name, which is also what options are written with; positional ones are shown in capitals.
  public let name: String
  /// What it takes.
  public let kind: Kind
  /// Where it is written.
  public let place: Place
  /// Whether leaving it out is an error.
  public let isRequired: Bool
  /// What it is when left out.
  public let defaultValue: Value?
  /// The unit of a number, such as `images`.
  public let unit: String?
  /// How often it may be given.
  public let repetition: Repetition
  /// The sub-commands (values of the verb's first parameter) it belongs to; all when empty.
  public let subjects: [String]
  /// The categories that have its value as a name from the next line on: what `as first` names can be used below.
  public let introduces: [NameCategory]
  /// One line of help.
  public let help: String

  private init(
    _ name: String, _ kind: Kind, _ place: Place, _ isRequired: Bool, _ defaultValue: Value?, _ unit: String?,
    _ repetition: Repetition, _ subjects: [String], _ introduces: [NameCategory], _ help: String
  ) {
    (self.name, self.kind, self.place, self.isRequired) = (name, kind, place, isRequired)
    (self.defaultValue, self.unit, self.repetition) = (defaultValue?.fitted(to: kind), unit, repetition)
    (self.subjects, self.introduces, self.help) = (subjects, introduces, help)
  }

  /// A parameter written by its order.
  ///
  /// It is required unless it has a default or `isRequired` is false.
  public static func positional(
    _ name: String, _ kind: Kind, required isRequired: Bool? = nil, default value: Value? = nil, unit: String? = nil,
    repetition: Repetition = .once, onlyWith subjects: [String] = [], introducing introduced: [NameCategory] = [],
    help: String
  ) -> Parameter {
    Parameter(
      name, kind, .positional, isRequired ?? (value == nil), value, unit, repetition, subjects, introduced, help)
  }

  /// A parameter written `name=value`.
  public static func option(
    _ name: String, _ kind: Kind, required isRequired: Bool = false, default value: Value? = nil, unit: String? = nil,
    onlyWith subjects: [String] = [], help: String
  ) -> Parameter {
    Parameter(name, kind, .option, isRequired, value, unit, .once, subjects, [], help)
  }

  /// A parameter written behind a keyword; a domain may be joined by a comma to another: `over x=0..1, y=0..2`.
  public static func clause(
    _ keyword: String, _ name: String, _ kind: Kind, required isRequired: Bool = false, default value: Value? = nil,
    repetition: Repetition = .once, onlyWith subjects: [String] = [], introducing introduced: [NameCategory] = [],
    help: String
  ) -> Parameter {
    Parameter(name, kind, .clause(keyword), isRequired, value, nil, repetition, subjects, introduced, help)
  }

  /// Whether a command that passed the checks always has a value for it; a matter of the declaration alone.
  var isAlwaysPresent: Bool { defaultValue != nil || (isRequired && subjects.isEmpty) }

  /// Whether it is a name and a range that may have another behind it.
  var isRepeatedDomain: Bool { if case .domain = kind { joiner == "," } else { false } }

  /// The word that joins several values, if one does.
  var joiner: String? {
    if case .joined(let word) = repetition { word } else { nil }
  }

  /// What is typed to give it: its name, or the keyword in front of it.
  var typed: String { if case .clause(let keyword) = place { keyword } else { name } }

  /// How sentences name it: `epochs=`, NAME, `as NAME`.
  var title: String {
    switch place {
    case .positional: name.uppercased()
    case .option: "`\(name)=`"
    case .clause(let keyword): "`\(keyword)` \(name.uppercased())"
    }
  }
}

extension Value {
  /// The value with the type that a written one would have, so that getters do not depend on what was left out:
  /// `default: 1` of a real number is real.
  fileprivate func fitted(to kind: Kind) -> Value {
    switch (kind, self) {
    case (.number, .integer(let whole)): .number(Double(whole))
    case (.integer, .number(let number)): Int(exactly: number).map(Value.integer) ?? self
    default: self
    }
  }
}

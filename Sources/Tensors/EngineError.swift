/// What can be wrong with the request for a processor's instructions or threads.
public enum EngineError: Error, Sendable, Equatable {
  /// `FORGER_ISA` names no instruction set.
  case unknownInstructionSet(String)
  /// This processor, its system or this build lacks the instruction set.
  case unsupportedInstructionSet(InstructionSet, supported: [InstructionSet])
  /// A number of threads that makes no sense.
  case threadCount(Int, allowed: ClosedRange<Int>)
}

extension EngineError: CustomStringConvertible {
  /// The cause, then what to do next.
  public var description: String {
    switch self {
    case .unknownInstructionSet(let name):
      let names = InstructionSet.allCases.map(\.rawValue).joined(separator: ", ")
      return "FORGER_ISA is \"\(name)\", which is no instruction set. Use one of \(names), or unset it."
    case .unsupportedInstructionSet(let set, let supported):
      let names = supported.map(\.rawValue).joined(separator: ", ")
      return "This machine cannot run the \(set.rawValue) instructions. It can run: \(names)."
    case .threadCount(let count, let allowed):
      return "\(count) threads are not possible. Use \(allowed.lowerBound) to \(allowed.upperBound)."
    }
  }
}

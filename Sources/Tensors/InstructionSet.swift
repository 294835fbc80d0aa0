import CMicrokernels

/// The processor instructions that the inner loops are compiled for; all give the same bits, at different speed.
public enum InstructionSet: String, CaseIterable, Sendable {
  /// 64-byte vectors (Intel since Skylake-X, AMD since Zen 4).
  case avx512
  /// 32-byte vectors with fused multiply-add (about 2013 and later).
  case avx2
  /// 16-byte vectors: any processor, fast on Arm, slow on an x86 processor that would need it.
  case portable

  /// The sets this machine can run, the fastest first.
  public static let supported: [InstructionSet] = allCases.filter { unsafe $0.kernels != nil }

  /// The fastest set this machine can run.
  public static var best: InstructionSet { supported.first ?? .portable }

  /// The set that the environment's `FORGER_ISA` asks for, else the best one.
  ///
  /// - Throws: `EngineError` for a name that is unknown or cannot run here. There is no silent substitute: who forces
  ///   a set wants to test that one.
  public static func requested(in environment: [String: String]) throws(EngineError) -> InstructionSet {
    guard let name = environment["FORGER_ISA"], !name.isEmpty else { return best }
    guard let set = InstructionSet(rawValue: name) else { throw .unknownInstructionSet(name) }
    guard supported.contains(set) else { throw .unsupportedInstructionSet(set, supported: supported) }
    return set
  }

  /// The table of inner loops, nil where it cannot run.
  ///
  /// A constant of the C module, valid for ever.
  var kernels: UnsafePointer<Microkernels>? {
    switch self {
    case .avx512: unsafe microkernels_for(INSTRUCTION_SET_AVX512)
    case .avx2: unsafe microkernels_for(INSTRUCTION_SET_AVX2)
    case .portable: unsafe microkernels_for(INSTRUCTION_SET_PORTABLE)
    }
  }
}

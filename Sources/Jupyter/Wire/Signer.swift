import Crypto

/// Signs messages and checks signatures: HMAC-SHA256 (RFC 2104) over the four JSON parts, written in hexadecimal.
///
/// An empty key turns both off, as the protocol has it.
public struct Signer: Sendable {
  /// How many signatures are remembered to recognise one that comes again.
  ///
  /// Requests come by the dozen a minute, so this covers days; a recording older than that would be accepted again.
  public static let memory = 1 << 16

  /// The code with the key in it and nothing else: to be copied, so that the key is prepared only once.
  private let keyed: HMAC<SHA256>?
  private var seen: Set<UInt128> = []
  private var order: [UInt128] = []
  private var oldest = 0

  /// Makes a signer for the key of a connection file.
  public init(key: String) { self.init(bytes: Array(key.utf8)) }

  package init(bytes: [UInt8]) { keyed = bytes.isEmpty ? nil : HMAC<SHA256>(key: SymmetricKey(data: bytes)) }

  /// The signature of some parts, in lower-case hexadecimal; empty without a key.
  public func signature(of parts: [[UInt8]]) -> [UInt8] {
    guard let code = code(of: parts) else { return [] }
    return Hexadecimal.encode(Array(code))
  }

  /// Whether a signature is that of the parts, compared in a time that does not depend on where they differ.
  public func isValid(_ signature: [UInt8], of parts: [[UInt8]]) -> Bool {
    guard let code = code(of: parts) else { return true }
    guard let given = Hexadecimal.decode(signature), given.count == SHA256.byteCount else { return false }
    var difference: UInt8 = 0
    for (ours, theirs) in zip(code, given) { difference |= ours ^ theirs }
    return difference == 0
  }

  /// Checks the signature of a message from outside and remembers it.
  public mutating func check(_ signature: [UInt8], of parts: [[UInt8]]) throws(WireFault) {
    guard keyed != nil else { return }
    guard isValid(signature, of: parts), let bytes = Hexadecimal.decode(signature) else {
      throw .badSignature
    }
    // Half of a valid code is as hard to meet twice by chance as a random 128-bit number.
    let half = bytes.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    guard seen.insert(half).inserted else { throw .replayed }
    if order.count < Self.memory {
      order.append(half)
    } else {
      seen.remove(order[oldest])
      order[oldest] = half
      oldest = (oldest + 1) % Self.memory
    }
  }

  private func code(of parts: [[UInt8]]) -> HMAC<SHA256>.MAC? {
    guard var authenticator = keyed else { return nil }
    // At one stroke: to feed the code is dearer than to copy a message of the usual size.
    var all: [UInt8] = []
    all.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { all.append(contentsOf: part) }
    authenticator.update(data: all)
    return authenticator.finalize()
  }
}

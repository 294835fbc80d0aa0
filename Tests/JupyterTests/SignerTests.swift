import Jupyter
import Testing

@Suite("Signatures")
struct SignerTests {
  struct Vector: Sendable {
    let key: [UInt8]
    let data: [UInt8]
    let code: String
  }

  /// RFC 4231, test cases 1, 2, 3, 4, 6 and 7.
  static let vectors = [
    Vector(
      key: Array(repeating: 0x0b, count: 20), data: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Vector(
      key: Array("Jefe".utf8), data: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Vector(
      key: Array(repeating: 0xaa, count: 20), data: Array(repeating: 0xdd, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Vector(
      key: Array(1...25), data: Array(repeating: 0xcd, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Vector(
      key: Array(repeating: 0xaa, count: 131),
      data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Vector(
      key: Array(repeating: 0xaa, count: 131),
      data: Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test("The vectors of RFC 4231 hold, however the data is cut into parts", arguments: vectors)
  func published(vector: Vector) {
    let signer = Signer(bytes: vector.key)
    let middle = vector.data.count / 3
    let parts = [Array(vector.data[..<middle]), [], Array(vector.data[middle...])]
    #expect(signer.signature(of: [vector.data]) == Array(vector.code.utf8))
    #expect(signer.signature(of: parts) == Array(vector.code.utf8))
    #expect(signer.isValid(Array(vector.code.utf8), of: parts))
  }

  @Test("A signature with one wrong digit, too short, too long or not hexadecimal is refused")
  func wrong() {
    let signer = Signer(key: "secret")
    let parts = [Array("{}".utf8)]
    let right = signer.signature(of: parts)
    #expect(signer.isValid(right, of: parts))
    for index in right.indices {
      var wrong = right
      wrong[index] = wrong[index] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
      #expect(!signer.isValid(wrong, of: parts))
    }
    #expect(!signer.isValid(Array(right.dropLast(2)), of: parts))
    #expect(!signer.isValid(right + right, of: parts))
    #expect(!signer.isValid([], of: parts))
    #expect(!signer.isValid(Array(repeating: UInt8(ascii: "g"), count: 64), of: parts))
  }

  @Test("A signature is accepted once")
  func replay() throws {
    var signer = Signer(key: "secret")
    let parts = [Array("{}".utf8)]
    let signature = signer.signature(of: parts)
    try signer.check(signature, of: parts)
    #expect(throws: WireFault.replayed) { try signer.check(signature, of: parts) }
    // Another spelling of the same signature is no way round.
    let upper = Array(String(decoding: signature, as: UTF8.self).uppercased().utf8)
    #expect(throws: WireFault.badSignature) { try signer.check(upper, of: parts) }
  }

  @Test("What is remembered has a bound, and the latest are within it")
  func memory() throws {
    var signer = Signer(key: "secret")
    let part = { (number: Int) in [Array("\(number)".utf8)] }
    for number in 0..<Signer.memory + 10 {
      try signer.check(signer.signature(of: part(number)), of: part(number))
    }
    for number in [10, Signer.memory, Signer.memory + 9] {
      #expect(throws: WireFault.replayed) {
        try signer.check(signer.signature(of: part(number)), of: part(number))
      }
    }
  }

  @Test("Without a key everything passes, again and again, and signatures are empty")
  func noKey() throws {
    var signer = Signer(key: "")
    #expect(signer.signature(of: [[1]]).isEmpty)
    try signer.check(Array("anything".utf8), of: [[1]])
    try signer.check(Array("anything".utf8), of: [[1]])
  }
}

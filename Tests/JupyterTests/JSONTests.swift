import Jupyter
import Testing

@Suite("JSON")
struct JSONTests {
  private static func value(_ text: String) throws -> JSONValue {
    try JSON.decode(JSONValue.self, from: Array(text.utf8))
  }

  @Test(
    "Every kind of value is read",
    arguments: [
      ("null", .null), ("true", true), (" [ ] ", []), ("{ }", [:]), ("[1,[2,{\"a\":false}]]", [1, [2, ["a": false]]]),
      ("-0.5e-2", -0.005), ("0", 0), ("1E2", 100), ("3.0", 3), ("9223372036854775807", .integer(.max)),
      ("18446744073709551616", .number(18_446_744_073_709_551_616)), ("{\"a\":1,\"a\":2}", ["a": 2]),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e9\ud83d\ude00\u0000""#, "é😀\0"), ("\"é😀\"", "é😀"),
    ] as [(String, JSONValue)])
  func reading(text: String, expected: JSONValue) throws {
    #expect(try Self.value(text) == expected)
  }

  @Test(
    "What is not JSON is refused",
    arguments: [
      "", " ", "nul", "truely", "[1,]", "[1 2]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:2}", "[",
      "{", "\"",
      "\"\\", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x1", "NaN", "Infinity", "1e999", "1 1", "[] x", "'a'",
      "\"\n\"", #""\x""#, #""\u12""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "// a\n1",
    ])
  func refusing(text: String) {
    #expect(throws: JSONFault.self) { try Self.value(text) }
  }

  @Test(
    "Bytes that are no UTF-8 are refused", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    #expect(throws: JSONFault.self) {
      try JSON.decode(JSONValue.self, from: [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")])
    }
  }

  @Test("What is nested too deeply is refused before the stack is in danger")
  func depth() throws {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(throws: Never.self) { try Self.value(deep(512)) }
    #expect(throws: JSONFault.tooDeep) { try Self.value(deep(513)) }
    #expect(throws: JSONFault.tooDeep) { try Self.value(String(repeating: "[", count: 1_000_000)) }
  }

  @Test("What is written can be read by anyone")
  func writing() throws {
    let value: JSONValue = [
      "b": [1, -2, 0.5, true, .null, 1e-7, 1e21], "a": "\u{1}\u{1f}\"\\/\n\r\té😀", "": [:],
    ]
    #expect(
      String(decoding: JSON.encode(value), as: UTF8.self)
        == #"{"":{},"a":"\u0001\u001f\"\\/\n\r\té😀","b":[1,-2,0.5,true,null,1e-07,1e+21]}"#)
    #expect(try JSON.decode(JSONValue.self, from: JSON.encode(value)) == value)
  }

  @Test("Texts of random characters come back as they were")
  func roundTrip() throws {
    var generator = SeededGenerator(state: 7)
    for _ in 0..<200 {
      let count = Int.random(in: 0..<40, using: &generator)
      let scalars = (0..<count).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0..<0x2FFF, using: &generator) / 3) }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      let value = JSONValue.string(String(text))
      #expect(try JSON.decode(JSONValue.self, from: JSON.encode(value)) == value)
    }
  }

  @Test(
    "Base64 of every length",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64(text: String, expected: String) {
    let picture = DisplayData.png(bytes: Array(text.utf8), width: 1, height: 1, text: "")
    #expect(picture.data["image/png"]?.text == expected)
  }
}

import Jupyter
import Testing

@Suite("Connection files")
struct ConnectionFileTests {
  private static let fields: [String: JSONValue] = [
    "transport": "tcp", "ip": "127.0.0.1", "shell_port": 1001, "control_port": 1002, "iopub_port": 1003,
    "stdin_port": 1004, "hb_port": 1005, "key": "secret", "signature_scheme": "hmac-sha256", "kernel_name": "forger",
  ]

  private static func read(_ change: [String: JSONValue?] = [:]) throws(ConnectionFileError) -> ConnectionFile {
    var fields = fields
    for (key, value) in change { fields[key] = value }
    return try ConnectionFile(contents: JSON.encode(fields))
  }

  @Test("The facts and the endpoints of TCP and of Unix domain sockets")
  func facts() throws {
    let file = try Self.read()
    #expect(file.key == "secret")
    #expect(file.endpoint(of: .shell) == "tcp://127.0.0.1:1001")
    #expect(file.endpoint(of: .heartbeat) == "tcp://127.0.0.1:1005")
    let local = try Self.read(["transport": "ipc", "ip": "/run/kernel"])
    #expect(local.endpoint(of: .iopub) == "ipc:///run/kernel-1003")
  }

  @Test("Every missing key is named", arguments: fields.keys.filter { $0 != "kernel_name" })
  func missing(key: String) {
    #expect(throws: ConnectionFileError.missing(key: key)) { try Self.read([key: JSONValue?.none]) }
  }

  @Test("Values of a wrong type, range or name are told apart")
  func wrong() {
    #expect(throws: ConnectionFileError.wrongType(key: "key", expected: "a text")) { try Self.read(["key": 1]) }
    #expect(throws: ConnectionFileError.wrongType(key: "hb_port", expected: "a number")) {
      try Self.read(["hb_port": "1005"])
    }
    #expect(throws: ConnectionFileError.portOutOfRange(key: "hb_port", port: 65536)) {
      try Self.read(["hb_port": 65536])
    }
    #expect(throws: ConnectionFileError.portOutOfRange(key: "hb_port", port: 0)) { try Self.read(["hb_port": 0]) }
    #expect(throws: ConnectionFileError.portTwice(port: 1001, keys: ["shell_port", "hb_port"])) {
      try Self.read(["hb_port": 1001])
    }
    #expect(throws: ConnectionFileError.unknownTransport("udp")) { try Self.read(["transport": "udp"]) }
    #expect(throws: ConnectionFileError.unknownScheme("hmac-md5")) { try Self.read(["signature_scheme": "hmac-md5"]) }
  }

  @Test("Without a key the scheme does not matter")
  func noKey() throws {
    #expect(try Self.read(["key": "", "signature_scheme": JSONValue?.none]).key.isEmpty)
  }

  @Test("What is no JSON object is refused", arguments: ["", "[]", "null", "{", "{\"a\":"])
  func notJSON(text: String) {
    #expect(throws: ConnectionFileError.notJSON) { try ConnectionFile(contents: Array(text.utf8)) }
  }

  @Test("Every error is one line")
  func oneLine() {
    let errors: [ConnectionFileError] = [
      .unreadable(path: "x"), .notJSON, .missing(key: "key"), .unknownTransport("udp"), .unknownScheme("x"),
      .portTwice(port: 1, keys: ["a", "b"]), .portOutOfRange(key: "a", port: -1), .wrongType(key: "a", expected: "b"),
    ]
    for error in errors { #expect(!error.description.isEmpty && !error.description.contains("\n")) }
  }
}

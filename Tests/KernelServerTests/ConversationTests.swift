import Jupyter
import KernelServer
import Testing

@Suite("Conversation over real sockets")
struct ConversationTests {
  @Test("A connection file that is not there is named")
  func unreadable() {
    #expect(throws: ConnectionFileError.unreadable(path: "/nowhere/kernel.json")) {
      try ConnectionFile(path: "/nowhere/kernel.json")
    }
  }

  @Test("Completion, inspection, completeness, comms and kernel information are answered between busy and idle")
  func shell() throws {
    try withKernel { client, _ in
      try client.greet()
      let ask = { (type: String, content: JSONValue) in
        let identifier = try client.send(type, content)
        #expect(try client.publications(of: identifier).map(\.summary) == ["status busy", "status idle"])
        let reply = try client.next(.shell)
        #expect(reply.parent == identifier)
        return reply
      }
      #expect(try ask("complete_request", ["code": "é😀", "cursor_pos": 2]).content["matches"] == ["é😀!"])
      let inspected = try ask("inspect_request", ["code": "x", "cursor_pos": 1, "detail_level": 1])
      #expect(inspected.content["data"] == ["text/plain": "x 1 1"])
      #expect(try ask("is_complete_request", ["code": "a\\"]).content == ["status": "incomplete", "indent": "  "])
      #expect(try ask("comm_info_request", [:]).content == ["status": "ok", "comms": [:]])
      #expect(try ask("kernel_info_request", [:]).content["implementation"] == "echo")
      #expect(try ask("connect_request", [:]).content["hb_port"] == 5)
    }
  }

  @Test("Control is answered while a cell runs")
  func control() throws {
    try withKernel { client, gate in
      try client.greet()
      let cell = try client.execute("block")
      gate.waitForCell()
      let identifier = try client.send("kernel_info_request", on: .control)
      let reply = try client.next(.control)
      #expect(reply.type == "kernel_info_reply" && reply.parent == identifier)
      #expect(try client.publications(of: identifier).map(\.summary) == ["status busy", "status idle"])
      gate.open()
      #expect(try client.next(.shell).parent == cell)
    }
  }

  @Test("An interrupt ends the running cell, and the next one runs undisturbed")
  func interrupt() throws {
    try withKernel { client, gate in
      try client.execute("spin")
      gate.waitForCell()
      try client.send("interrupt_request", on: .control)
      let reply = try client.next(.control)
      #expect(reply.type == "interrupt_reply" && reply.content == ["status": "ok"])
      #expect(try client.next(.shell).content["ename"] == "Interrupted")
      try client.execute("hello")
      #expect(try client.next(.shell).content["status"] == "ok")
    }
  }

  @Test("An unknown type gets busy and idle and no answer, on shell and on control")
  func unknown() throws {
    try withKernel { client, _ in
      try client.greet()
      for channel in [ConnectionFile.Channel.shell, .control] {
        let identifier = try client.send("dance_request", on: channel)
        #expect(try client.publications(of: identifier).map(\.summary) == ["status busy", "status idle"])
        let next = try client.send("kernel_info_request", on: channel)
        #expect(try client.next(channel).parent == next)
      }
    }
  }

  @Test("A request whose content cannot be read is refused, not ignored")
  func malformed() throws {
    try withKernel { client, _ in
      let requests: [(String, JSONValue)] = [
        ("execute_request", [:]), ("complete_request", ["code": 1]), ("history_request", ["hist_access_type": "x"]),
      ]
      for (type, content) in requests {
        let identifier = try client.send(type, content)
        let reply = try client.next(.shell)
        #expect(reply.parent == identifier && reply.content["status"] == "error")
        #expect(reply.type == type.replacing("_request", with: "_reply"))
        #expect((reply.content["execution_count"] == 0) == (type == "execute_request"))
      }
    }
  }

  @Test("A request that is too long is refused, too, between busy and idle")
  func tooLong() throws {
    try withKernel { client, gate in
      try client.greet()
      let identifier = try client.execute(String(repeating: "x", count: WireMessage.maximumSize))
      #expect(try client.publications(of: identifier).map(\.summary) == ["status busy", "status idle"])
      let reply = try client.next(.shell)
      #expect(reply.parent == identifier && reply.content["ename"] == "TooLarge")
      #expect(reply.content["execution_count"] == 0 && gate.cells.isEmpty)
    }
  }

  @Test("A wrong signature and a replayed request are as if they had not been sent")
  func signatures() throws {
    try withKernel { client, gate in
      var forged = client.frames("execute_request", ["code": "forged"]).frames
      forged[1] = Array(repeating: UInt8(ascii: "0"), count: 64)
      try client.send(forged)
      let genuine = client.frames("execute_request", ["code": "genuine"])
      for _ in 0..<3 { try client.send(genuine.frames) }
      #expect(try client.next(.shell).parent == genuine.identifier)
      try client.send(genuine.frames, on: .control)
      let last = try client.execute("last")
      #expect(try client.next(.shell).parent == last)
      #expect(gate.cells == ["genuine", "last"])
    }
  }

  @Test("Whatever frames arrive, the kernel lives on")
  func hostile() throws {
    try withKernel { client, _ in
      let whole = client.frames("execute_request", ["code": "x"]).frames
      for channel in [ConnectionFile.Channel.shell, .control] {
        for count in 1..<whole.count { try client.send(Array(whole.prefix(count)), on: channel) }
        for index in whole.indices {
          var broken = whole
          broken[index] = [0xFF, 0xFE, 0x00]
          try client.send(broken, on: channel)
        }
        try client.send(Array(repeating: [], count: 5000), on: channel)
        try client.send([WireMessage.delimiter, [UInt8](repeating: 0x7B, count: 64 << 20)], on: channel)
        let identifier = try client.send("kernel_info_request", on: channel)
        #expect(try client.next(channel).parent == identifier)
      }
    }
  }

  @Test("Shutdown is answered on control and told to everyone, with the restart flag", arguments: [true, false])
  func shutdown(restart: Bool) throws {
    try withKernel { client, gate in
      try client.greet()
      let identifier = try client.send("shutdown_request", ["restart": .bool(restart)], on: .control)
      let reply = try client.next(.control)
      #expect(reply.type == "shutdown_reply" && reply.content == ["status": "ok", "restart": .bool(restart)])
      let heard = try client.publications(of: identifier)
      #expect(heard.map(\.summary) == ["status busy", "shutdown_reply", "status idle"])
      #expect(heard[1].content["restart"] == .bool(restart))
    }
  }

  @Test("The interpreter is told of the end")
  func interpreterShutdown() throws {
    var gate: Gate?
    try withKernel { _, kernelGate in gate = kernelGate }
    #expect(gate?.cells == ["shutdown"])
  }

  @Test("The deprecated shutdown on shell is answered too")
  func shellShutdown() throws {
    try withKernel { client, _ in
      try client.greet()
      let identifier = try client.send("shutdown_request", ["restart": false])
      #expect(try client.next(.shell).type == "shutdown_reply")
      #expect(try client.publications(of: identifier).count == 3)
    }
  }
}

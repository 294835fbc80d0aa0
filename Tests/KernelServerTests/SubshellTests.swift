import Jupyter
import KernelServer
import Testing

@Suite("Subshells over real sockets")
struct SubshellTests {
  private static func make(_ client: Client) throws -> String {
    try client.send("create_subshell_request", on: .control)
    let reply = try client.next(.control)
    #expect(reply.type == "create_subshell_reply" && reply.content["status"] == "ok")
    return try #require(reply.content["subshell_id"]?.text)
  }

  @Test("They are created, listed and deleted, and the kernel says that it has them")
  func lifecycle() throws {
    try withKernel { client, _ in
      try client.greet()
      let information = try client.ask("kernel_info_request")
      #expect(information.content["supported_features"] == ["kernel subshells"])
      let (first, second) = (try Self.make(client), try Self.make(client))
      #expect(first != second)
      let list = try client.send("list_subshell_request", on: .control)
      #expect(try client.publications(of: list).map(\.summary) == ["status busy", "status idle"])
      #expect(
        try client.next(.control).content
          == ["status": "ok", "subshell_id": .array([first, second].sorted().map { .string($0) })])
      for (name, status) in [(first, "ok"), (first, "error"), ("", "error")] {
        try client.send("delete_subshell_request", ["subshell_id": .string(name)], on: .control)
        let reply = try client.next(.control)
        #expect(reply.type == "delete_subshell_reply" && reply.content["status"] == .string(status))
      }
      try client.send("list_subshell_request", on: .control)
      #expect(try client.next(.control).content["subshell_id"] == [.string(second)])
    }
  }

  @Test("Everything but a cell is answered while a cell runs, with its own busy and idle")
  func whileBusy() throws {
    try withKernel { client, gate in
      try client.greet()
      let name = try Self.make(client)
      try client.execute("first")
      _ = try client.next(.shell)
      let cell = try client.execute("block")
      gate.waitForCell()
      let requests: [(String, JSONValue)] = [
        ("complete_request", ["code": "é😀", "cursor_pos": 2]), ("inspect_request", ["code": "x", "cursor_pos": 1]),
        ("is_complete_request", ["code": "x"]), ("kernel_info_request", [:]), ("comm_info_request", [:]),
        ("history_request", ["hist_access_type": "tail", "n": 1]), ("connect_request", [:]),
      ]
      for (type, content) in requests {
        let identifier = try client.send(type, content, subshell: name)
        #expect(try client.publications(of: identifier).map(\.summary) == ["status busy", "status idle"])
        let reply = try client.next(.shell)
        #expect(reply.parent == identifier && reply.type == type.replacing("_request", with: "_reply"))
        if type == "complete_request" {
          // As the language was when the last cell ended.
          let items = reply.content["metadata"]?["_jupyter_types_experimental"]
          #expect(items == [["text": "é😀!", "type": "", "signature": "1", "start": 0, "end": 2]])
        }
      }
      let open = try client.send("comm_open", ["comm_id": "c", "target_name": "echo", "data": 1], subshell: name)
      #expect(try client.publications(of: open).map(\.summary) == ["status busy", "comm_msg", "status idle"])
      gate.open()
      #expect(try client.next(.shell).parent == cell)
    }
  }

  @Test("A cell sent to a subshell waits for its turn, and the subshell goes on answering")
  func cells() throws {
    try withKernel { client, gate in
      let name = try Self.make(client)
      let first = try client.execute("block")
      gate.waitForCell()
      let second = try client.send("execute_request", ["code": "second"], subshell: name)
      let question = try client.send("comm_info_request", subshell: name)
      #expect(try client.next(.shell).parent == question)
      gate.open()
      #expect(try client.next(.shell).parent == first)
      let reply = try client.next(.shell)
      #expect(reply.parent == second && reply.content["execution_count"] == 2)
      #expect(gate.cells == ["block", "second"])
    }
  }

  @Test("A request for a subshell that does not exist is refused, between busy and idle")
  func unknown() throws {
    try withKernel { client, gate in
      try client.greet()
      let identifier = try client.send("execute_request", ["code": "never"], subshell: "nobody")
      #expect(try client.publications(of: identifier).map(\.summary) == ["status busy", "status idle"])
      let reply = try client.next(.shell)
      #expect(reply.type == "execute_reply" && reply.content["ename"] == "NoSubshell")
      #expect(gate.cells.isEmpty)
    }
  }

  @Test("There are only so many")
  func limit() throws {
    try withKernel { client, _ in
      var replies: [JSONValue] = []
      for _ in 0..<65 {
        try client.send("create_subshell_request", on: .control)
        replies.append(try client.next(.control).content)
      }
      #expect(replies.filter { $0["status"] == "ok" }.count == 64)
      #expect(replies.last?["ename"] == "TooManySubshells")
    }
  }
}

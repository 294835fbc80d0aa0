import Jupyter
import KernelServer
import Testing

@Suite("Cells over real sockets")
struct CellTests {
  @Test("The welcome comes first, then starting, once")
  func welcome() throws {
    try withKernel { client, _ in
      let welcome = try client.next(.iopub)
      #expect(welcome.type == "iopub_welcome" && welcome.parent == nil)
      #expect(welcome.content == ["subscription": ""] && welcome.topic.isEmpty)
      let starting = try client.next(.iopub)
      #expect(starting.summary == "status starting" && starting.parent == nil)
      let cell = try client.execute("hello")
      var summaries: [String] = []
      repeat { summaries.append(try client.next(.iopub).summary) } while summaries.last != "status idle"
      #expect(summaries == ["status busy", "execute_input", "stream", "status idle"])
      #expect(try client.next(.shell).parent == cell)
    }
  }

  @Test(
    "Busy, input, outputs in their order, reply, idle: all with the cell as their parent", arguments: ["secret", ""])
  func order(key: String) throws {
    try withKernel(key: key) { client, _ in
      try client.greet()
      let cell = try client.execute("display")
      let heard = try client.publications(of: cell)
      #expect(
        heard.map(\.summary) == [
          "status busy", "execute_input", "display_data", "stream", "update_display_data", "clear_output",
          "status idle",
        ])
      #expect(heard[1].content == ["code": "display", "execution_count": 1])
      #expect(heard[2].content["transient"] == ["display_id": "d"])
      #expect(heard[3].content == ["name": "stderr", "text": "between"])
      #expect(heard[5].content == ["wait": true])
      let reply = try client.next(.shell)
      #expect(reply.type == "execute_reply" && reply.parent == cell)
      #expect(reply.content == ["status": "ok", "execution_count": 1, "payload": [], "user_expressions": [:]])
    }
  }

  @Test("A result carries the cell's number; a failure is told once and in the reply")
  func outcomes() throws {
    try withKernel { client, _ in
      try client.greet()
      let result = try client.publications(of: client.execute("result 42"))[2]
      #expect(result.type == "execute_result" && result.content["execution_count"] == 1)
      #expect(result.content["data"] == ["text/plain": "42"])
      #expect(try client.next(.shell).content["status"] == "ok")

      let heard = try client.publications(of: client.execute("fail"))
      #expect(heard.map(\.summary) == ["status busy", "execute_input", "error", "status idle"])
      #expect(heard[2].content == ["ename": "Failure", "evalue": "as asked", "traceback": ["Failure: as asked"]])
      let reply = try client.next(.shell).content
      #expect(reply["status"] == "error" && reply["ename"] == "Failure" && reply["execution_count"] == 2)

      try client.execute("page")
      let payload = try client.next(.shell).content["payload"]
      #expect(payload == [["source": "page", "data": ["text/plain": "the manual"], "start": 0]])
    }
  }

  @Test("The number rises only for cells that are remembered; silent ones show no input and no result")
  func numbers() throws {
    try withKernel { client, _ in
      try client.greet()
      let count = { (code: String, options: [String: JSONValue]) in
        try client.execute(code, options)
        return try client.next(.shell).content["execution_count"]?.integerValue
      }
      #expect(try count("a", [:]) == 1)
      #expect(try count("b", ["store_history": false]) == 1)
      #expect(try count("  \n", [:]) == 1)
      #expect(try count("c", [:]) == 2)
      #expect(try count("fail", ["silent": true, "store_history": true]) == 2)
      let silent = try client.publications(of: client.execute("result 1", ["silent": true]))
      #expect(silent.map(\.summary) == ["status busy", "status idle"])
      #expect(try client.next(.shell).content["execution_count"] == 2)
    }
  }

  @Test("User expressions fail each within its own key")
  func userExpressions() throws {
    try withKernel { client, _ in
      try client.greet()
      let cell = try client.execute("a", ["user_expressions": ["x": "result 2", "y": "hello", "z": "fail"]])
      #expect(try client.publications(of: cell).count == 4)
      let reply = try client.next(.shell).content
      #expect(reply["status"] == "ok")
      let values = reply["user_expressions"]
      #expect(values?["x"] == ["status": "ok", "data": ["text/plain": "2"], "metadata": [:]])
      #expect(values?["y"]?["ename"] == "NoValue" && values?["z"]?["ename"] == "Failure")
    }
  }

  @Test("Two thousand lines arrive complete, in few messages, before the reply's idle")
  func flood() throws {
    try withKernel { client, _ in
      try client.greet()
      let heard = try client.publications(of: client.execute("lines 2000"))
      let streams = heard.filter { $0.type == "stream" }
      let text = streams.compactMap { $0.content["text"]?.text }.joined()
      #expect(text == (0..<2000).map { "\($0)\n" }.joined())
      #expect(streams.count < 200)
      #expect(heard.last?.summary == "status idle")
    }
  }

  @Test("A cell that writes or shows without end is cut off with a notice, and the next one writes again")
  func allowance() throws {
    try withKernel { client, _ in
      try client.greet()
      let written = try client.publications(of: client.execute("lines 1000000")).filter { $0.type == "stream" }
      let text = written.filter { $0.content["name"] == "stdout" }.compactMap { $0.content["text"]?.text }.joined()
      #expect(text.utf8.count <= OutputAllowance.text && text.utf8.count > OutputAllowance.text - 100)
      #expect(text.hasSuffix("\n") && text.hasPrefix("0\n1\n"))
      #expect(written.last?.content["text"]?.text?.contains("4 MiB") == true)
      #expect(written.filter { $0.content["name"] == "stderr" }.count == 1)

      let shown = try client.publications(of: client.execute("pictures 70"))
      #expect(shown.filter { $0.type == "display_data" }.count == 63)
      #expect(shown[shown.count - 2].content["text"]?.text?.contains("64 MiB") == true)
      #expect(try client.publications(of: client.execute("hello"))[2].content["text"] == "hello")
    }
  }

  @Test("Without stop_on_error the cells behind a failed one are run")
  func noAbort() throws {
    try withKernel { client, gate in
      try client.execute("block-fail", ["stop_on_error": false])
      gate.waitForCell()
      try client.execute("second")
      gate.open()
      #expect(try client.next(.shell).content["status"] == "error")
      #expect(try client.next(.shell).content["status"] == "ok")
    }
  }

  @Test("History by tail, range and search, with and without results")
  func history() throws {
    try withKernel { client, _ in
      for code in ["result 1", "hello", "hello", "result 2"] {
        try client.execute(code)
        #expect(try client.next(.shell).content["status"] == "ok")
      }
      try client.execute("hidden", ["silent": true])
      _ = try client.next(.shell)
      let ask = { (content: JSONValue) in
        try client.send("history_request", content)
        return try client.next(.shell).content["history"]
      }
      #expect(
        try ask(["hist_access_type": "tail", "n": 2, "output": true, "raw": true])
          == [[1, 3, ["hello", .null]], [1, 4, ["result 2", "2"]]])
      #expect(
        try ask(["hist_access_type": "range", "session": 0, "start": 1, "stop": 3, "output": false, "raw": true])
          == [[1, 1, "result 1"], [1, 2, "hello"]])
      #expect(try ask(["hist_access_type": "range", "session": -1, "start": 1, "stop": 3]) == [])
      #expect(
        try ask(["hist_access_type": "search", "pattern": "*l?o", "unique": true]) == [[1, 3, "hello"]])
    }
  }
}

import Jupyter
import KernelServer
import Testing

@Suite("Questions over real sockets")
struct QuestionTests {
  @Test("A cell asks whoever sent it, behind its output so far, and gets the answer", arguments: [true, false])
  func answer(isSecret: Bool) throws {
    try withKernel { client, _ in
      try client.greet()
      let cell = try client.execute(isSecret ? "ask secretly" : "ask")
      let question = try client.next(.stdin)
      #expect(question.type == "input_request" && question.parent == cell)
      #expect(question.content == ["prompt": "name?", "password": .bool(isSecret)])
      try client.answer("Ada")
      let heard = try client.publications(of: cell)
      #expect(heard.filter { $0.type == "stream" }.compactMap { $0.content["text"]?.text }.joined() == "before Ada")
      #expect(try client.next(.shell).content["status"] == "ok")
    }
  }

  @Test("Where nobody can be asked, the cell is told so")
  func notAllowed() throws {
    try withKernel { client, _ in
      try client.execute("ask", ["allow_stdin": false])
      let reply = try client.next(.shell).content
      #expect(reply["status"] == "error" && reply["ename"] == "Question")
    }
  }

  @Test("An interrupt ends the waiting; the answer that comes too late is not taken for the next one's")
  func interrupted() throws {
    try withKernel { client, _ in
      try client.execute("ask")
      _ = try client.next(.stdin)
      try client.send("interrupt_request", on: .control)
      #expect(try client.next(.shell).content["evalue"]?.text?.contains("stopped") == true)
      try client.answer("late")
      try client.execute("ask")
      let question = try client.next(.stdin)
      try client.answer("wrong", parent: "another question")
      try client.answer("right", parent: question.identifier)
      #expect(try client.next(.shell).content["status"] == "ok")
      let tail = try client.ask("history_request", ["hist_access_type": "tail", "n": 1])
      #expect(tail.content["status"] == "ok")
    }
  }
}

import Jupyter
import KernelServer
import Testing

@Suite("Comms over real sockets")
struct CommTests {
  @Test("A line is opened, heard, told of and closed, with busy and idle once each")
  func life() throws {
    try withKernel { client, _ in
      try client.greet()
      let say = { (type: String, content: JSONValue) in
        let identifier = try client.send(type, content)
        let heard = try client.publications(of: identifier)
        #expect(heard.first?.summary == "status busy" && heard.filter { $0.type == "status" }.count == 2)
        return heard.dropFirst().dropLast().map { [.string($0.type), $0.content["data"] ?? .null] as JSONValue }
      }
      #expect(
        try say("comm_open", ["comm_id": "c", "target_name": "echo", "data": ["x": 1]])
          == [["comm_msg", ["hello": ["x": 1]]]])
      #expect(try say("comm_msg", ["comm_id": "c", "data": [1, 2]]) == [["comm_msg", [1, 2]]])
      #expect(try say("comm_msg", ["comm_id": "other", "data": [:]]).isEmpty)
      #expect(
        try client.ask("comm_info_request").content == ["status": "ok", "comms": ["c": ["target_name": "echo"]]])
      #expect(
        try client.ask("comm_info_request", ["target_name": "echo"]).content["comms"] == ["c": ["target_name": "echo"]])
      #expect(try client.ask("comm_info_request", ["target_name": "none"]).content["comms"] == [:])
      #expect(
        try say("comm_msg", ["comm_id": "c", "data": ["close": true]]) == [["comm_close", ["bye": true]]])
      #expect(try client.ask("comm_info_request").content["comms"] == [:])
      #expect(try say("comm_open", ["comm_id": "d", "target_name": "echo"]).count == 1)
      #expect(try say("comm_close", ["comm_id": "d", "data": [:]]).isEmpty)
      #expect(try client.ask("comm_info_request").content["comms"] == [:])
    }
  }

  @Test("A line that nobody wants, that is refused, or that is open already is closed")
  func refused() throws {
    try withKernel { client, _ in
      try client.greet()
      try client.publications(of: client.send("comm_open", ["comm_id": "taken", "target_name": "echo"]))
      let requests: [JSONValue] = [
        ["comm_id": "c", "target_name": "nobody", "data": [:]],
        ["comm_id": "c", "target_name": "echo", "data": ["refuse": true]],
        ["comm_id": "taken", "target_name": "echo"],
      ]
      for request in requests {
        let heard = try client.publications(of: client.send("comm_open", request))
        #expect(heard.map(\.summary) == ["status busy", "comm_close", "status idle"])
        #expect(heard[1].content == ["comm_id": request["comm_id"] ?? .null, "data": [:]])
      }
      #expect(try client.ask("comm_info_request").content["comms"] == ["taken": ["target_name": "echo"]])
    }
  }

  @Test("A comm message with empty content gets busy and idle once, and harms nobody")
  func empty() throws {
    try withKernel { client, _ in
      try client.greet()
      for type in ["comm_msg", "comm_close", "comm_open"] {
        let empty = try client.send(type)
        #expect(try client.publications(of: empty).map(\.summary) == ["status busy", "status idle"])
      }
    }
  }

  @Test("Metadata and bytes go both ways beside the data")
  func buffers() throws {
    try withKernel { client, _ in
      try client.greet()
      let open = try client.send(
        "comm_open", ["comm_id": "c", "target_name": "echo", "data": [:]], metadata: ["version": "2.1.0"],
        buffers: [[1, 2], []])
      let message = try client.publications(of: open)[1]
      #expect(message.buffers == [[1, 2], []] && message.metadata == ["version": "2.1.0"])
    }
  }

  @Test("A cell opens a line to the front end; after its end nothing more is said on it")
  func fromTheKernel() throws {
    try withKernel { client, _ in
      try client.greet()
      let heard = try client.publications(of: client.execute("comm"))
      #expect(
        heard.map(\.summary) == [
          "status busy", "execute_input", "comm_open", "comm_msg", "comm_close", "status idle",
        ])
      #expect(heard[2].content["target_name"] == "widget" && heard[2].buffers == [[7]])
      #expect(heard[2].content["comm_id"] == heard[3].content["comm_id"])
    }
  }
}

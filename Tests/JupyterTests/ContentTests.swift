import Jupyter
import Testing

@Suite("Contents of messages")
struct ContentTests {
  private static func value(_ content: some JSONWritable) throws -> JSONValue {
    try JSON.decode(JSONValue.self, from: JSON.encode(content))
  }

  private static func read<Content: JSONReadable>(_ type: Content.Type, _ text: String) throws -> Content {
    try JSON.decode(type, from: Array(text.utf8))
  }

  @Test("Any JSON is read and written unchanged")
  func json() throws {
    let text = #"{"a":[1,-2,0.5,true,false,null,"é😀\n"],"b":{},"c":[],"big":9007199254740993}"#
    let value = try Self.read(JSONValue.self, text)
    #expect(value["a"] == [1, -2, 0.5, true, false, .null, "é😀\n"])
    #expect(value["big"] == 9_007_199_254_740_993)
    #expect(try Self.value(value) == value)
    #expect(JSON.encode(JSONValue.number(.nan)) == Array("null".utf8))
  }

  @Test("What an execute request leaves out has the protocol's value")
  func executeDefaults() throws {
    let request = try Self.read(ExecuteRequest.self, #"{"code":"x"}"#)
    #expect(!request.silent && request.storeHistory && request.stopsOnError && request.allowsStdin)
    let silent = try Self.read(ExecuteRequest.self, #"{"code":"x","silent":true,"store_history":true}"#)
    #expect(!silent.storeHistory)
    #expect(throws: (any Error).self) { try Self.read(ExecuteRequest.self, "{}") }
    #expect(throws: (any Error).self) { try Self.read(ExecuteRequest.self, #"{"code":1}"#) }
  }

  @Test("Every execute reply carries the number, and each status its own fields")
  func executeReply() throws {
    let ok = try Self.value(ExecuteReply(.ok(payload: [], userExpressions: [:]), executionCount: 3))
    #expect(ok == ["status": "ok", "execution_count": 3, "payload": [], "user_expressions": [:]])
    let error = ErrorContent(name: "A", message: "b", traceback: ["c"])
    #expect(
      try Self.value(ExecuteReply(.error(error), executionCount: 3))
        == ["status": "error", "execution_count": 3, "ename": "A", "evalue": "b", "traceback": ["c"]])
    #expect(
      try Self.value(ExecuteReply(.aborted, executionCount: 3)) == ["status": "aborted", "execution_count": 3])
  }

  @Test("Completions come plain and typed")
  func complete() throws {
    let reply = CompleteReply(
      items: [.init(text: "train", type: "function", signature: "epochs")], start: 2, end: 5)
    let value = try Self.value(reply)
    #expect(value["matches"] == ["train"])
    #expect(value["cursor_start"] == 2 && value["cursor_end"] == 5 && value["status"] == "ok")
    let item: JSONValue = ["text": "train", "type": "function", "signature": "epochs", "start": 2, "end": 5]
    #expect(value["metadata"] == ["_jupyter_types_experimental": [item]])
  }

  @Test("Nothing to inspect is a good answer")
  func inspect() throws {
    #expect(
      try Self.value(InspectReply.notFound) == ["status": "ok", "found": false, "data": [:], "metadata": [:]])
  }

  @Test("The three ways to ask for history")
  func history() throws {
    let tail = try Self.read(HistoryRequest.self, #"{"hist_access_type":"tail","n":5,"output":true,"raw":true}"#)
    #expect(tail.selection == .tail(count: 5) && tail.wantsOutput)
    let range = try Self.read(HistoryRequest.self, #"{"hist_access_type":"range","session":-1,"start":2,"stop":null}"#)
    #expect(range.selection == .range(session: -1, start: 2, stop: nil))
    let search = try Self.read(HistoryRequest.self, #"{"hist_access_type":"search","pattern":"t*","unique":true}"#)
    #expect(search.selection == .search(pattern: "t*", count: nil, unique: true))
    #expect(throws: (any Error).self) { try Self.read(HistoryRequest.self, #"{"hist_access_type":"all"}"#) }
  }

  @Test("A picture is base64 with its size in points and its words")
  func picture() {
    let picture = DisplayData.png(bytes: [0x89, 0x50, 0x4E, 0x47], width: 20, height: 10, text: "a picture")
    #expect(picture.data == ["image/png": "iVBORw==", "text/plain": "a picture"])
    #expect(picture.metadata == ["image/png": ["width": 20, "height": 10, "alt": "a picture"]])
  }

  @Test("Kernel information stands beside the protocol's own fields")
  func kernelInfo() throws {
    let information = KernelInformation(
      implementation: "test", implementationVersion: "1",
      language: .init(
        name: "l", version: "2", mimeType: "text/l", fileExtension: ".l", pygmentsLexer: "bash", codemirrorMode: "shell"
      ),
      banner: "hello", helpLinks: [.init(text: "t", url: "u")])
    let value = try Self.value(KernelInfoReply(information))
    #expect(value["status"] == "ok" && value["protocol_version"] == "5.5" && value["implementation"] == "test")
    #expect(value["language_info"]?["mimetype"] == "text/l" && value["language_info"]?["file_extension"] == ".l")
    #expect(value["help_links"] == [["text": "t", "url": "u"]])
  }

  @Test("The date of a header is ISO 8601 in universal time")
  func date() throws {
    let pattern = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
    #expect(try pattern.wholeMatch(in: Header.now()) != nil)
  }
}

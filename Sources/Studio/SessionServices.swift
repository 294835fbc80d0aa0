import Jupyter
import Language

/// What the language can say of a piece of code while a cell runs: a value, usable on any thread.
struct SessionServices: LanguageServices {
  let vocabulary: Vocabulary

  /// Answers Tab.
  func complete(_ code: String, cursor: Int) -> CompleteReply {
    // A cursor outside the text would come back as a place to put something.
    let completion = vocabulary.complete(code, at: min(max(0, cursor), code.unicodeScalars.count))
    let items = completion.items.map {
      CompleteReply.Item(text: $0.text, type: $0.type, signature: $0.signature)
    }
    return CompleteReply(items: items, start: completion.start, end: completion.end)
  }

  /// Answers Shift-Tab.
  func inspect(_ code: String, cursor: Int, detail: Int) -> InspectReply {
    guard let page = vocabulary.inspect(code, at: cursor, detail: detail) else { return .notFound }
    return InspectReply(DisplayData(page))
  }

  /// Says whether Enter runs a cell or opens another line.
  func isComplete(_ code: String) -> IsCompleteReply {
    switch vocabulary.completeness(of: code) {
    case .complete: .complete
    case .incomplete(let indent): .incomplete(indent: indent)
    case .invalid: .invalid
    }
  }
}

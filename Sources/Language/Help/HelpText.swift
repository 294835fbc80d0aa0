/// A page of help, laid out once and written as plain text or Markdown.
public struct HelpText: Sendable, Equatable {
  enum Block: Sendable, Equatable {
    case heading(String)
    case paragraph(String)
    /// Something to be typed.
    case code([String])
    /// Names with what they mean.
    case table([Row])
  }

  struct Row: Sendable, Equatable {
    let name: String
    let text: String
  }

  var blocks: [Block] = []

  /// As plain text, for terminals and `text/plain`.
  public var plain: String {
    blocks.map { block in
      switch block {
      case .heading(let text), .paragraph(let text): text
      case .code(let lines): lines.map { "  " + $0 }.joined(separator: "\n")
      case .table(let rows): Self.columns(rows)
      }
    }.joined(separator: "\n\n")
  }

  /// As Markdown, for `text/markdown`.
  public var markdown: String {
    blocks.map { block in
      switch block {
      case .heading(let text): "**\(Self.escaped(text))**"
      case .paragraph(let text): Self.escaped(text)
      case .code(let lines): "```\n" + lines.joined(separator: "\n") + "\n```"
      case .table(let rows):
        "| | |\n|---|---|\n"
          + rows.map { "| \(Self.cell("`\($0.name)`")) | \(Self.cell($0.text)) |" }.joined(separator: "\n")
      }
    }.joined(separator: "\n\n")
  }

  private static func columns(_ rows: [Row]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { row in
      "  " + row.name + String(repeating: " ", count: width - row.name.count + 2) + row.text
    }.joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String { escaped(text, isCell: true) }

  /// What stands in backquotes stays as it is; elsewhere the signs that Markdown and HTML would take are disarmed, and in
  /// the cell of a table the bar everywhere.
  private static func escaped(_ text: String, isCell: Bool = false) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    var isCode = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "`"): isCode.toggle()
      case UInt8(ascii: "|") where isCell: result.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "\\"), UInt8(ascii: "$"):
        if !isCode { result.append(UInt8(ascii: "\\")) }
      default: break
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

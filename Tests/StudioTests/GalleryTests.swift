import Foundation
import Studio
import Testing

/// The page of wrong cells: every one is run, and its answer is the one on the page, word for word.
@Suite(.serialized) struct GalleryTests {
  @Test("every wrong cell of the page is answered as the page says")
  func answers() throws {
    let page = try Pages.text("Lessons", "Errors.md")
    let blocks = Pages.blocks(of: page)
    #expect(blocks.count >= 2 * 60)
    var written = page
    for index in stride(from: 0, to: blocks.count - 1, by: 2) {
      let cell = blocks[index].text
      let outcome = Notebook().run(cell)
      #expect(blocks[index + 1].kind == "text")
      #expect(outcome.name != nil, "\(cell) does not fail")
      if Pages.isWriting {
        let old = "```\n\(cell)\n```\n\n```text\n\(blocks[index + 1].text)\n```"
        written = written.replacing(
          old, with: "```\n\(cell)\n```\n\n```text\n\(outcome.traceback)\n```", maxReplacements: 1)
      } else {
        #expect(outcome.traceback == blocks[index + 1].text, "\(cell)")
      }
    }
    if Pages.isWriting { try Pages.write(written, to: "Lessons", "Errors.md") }
  }

  @Test("the reference page is what the declarations say")
  func reference() throws {
    if Pages.isWriting { try Pages.write(Session.reference, to: "Lessons", "Reference.md") }
    #expect(try Pages.text("Lessons", "Reference.md") == Session.reference, "run `make reference`")
  }

  @Test("no two cells of the page are the same")
  func different() throws {
    let cells = try Pages.blocks(of: Pages.text("Lessons", "Errors.md")).filter { $0.kind.isEmpty }.map(\.text)
    #expect(Set(cells).count == cells.count)
  }
}

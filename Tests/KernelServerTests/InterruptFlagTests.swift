import KernelServer
import Testing

@Suite("The wish to interrupt")
struct InterruptFlagTests {
  @Test("ends the running cell, and no other")
  func running() {
    let flag = InterruptFlag()
    flag.cellReceived()
    flag.cellReceived()
    flag.cellBegins()
    #expect(!flag.isSet)
    flag.set()
    #expect(flag.isSet && flag.cellEnds())
    flag.cellBegins()
    #expect(!flag.isSet && !flag.cellEnds())
  }

  @Test("meets the next cell of a queue when it comes between two of them")
  func between() {
    let flag = InterruptFlag()
    for _ in 0..<3 { flag.cellReceived() }
    flag.cellBegins()
    #expect(!flag.cellEnds())
    flag.set()
    flag.cellBegins()
    #expect(flag.isSet && flag.cellEnds())
    flag.cellBegins()
    #expect(!flag.cellEnds())
  }

  @Test("does not meet a cell that comes later")
  func idle() {
    let flag = InterruptFlag()
    flag.cellReceived()
    flag.cellBegins()
    #expect(!flag.cellEnds())
    flag.set()
    flag.cellReceived()
    flag.cellBegins()
    #expect(!flag.isSet && !flag.cellEnds())
  }

  @Test("waits until a cell that is not run, because one before it failed, is out of the way")
  func skipped() {
    let flag = InterruptFlag()
    for _ in 0..<2 { flag.cellReceived() }
    flag.set()
    flag.cellBegins()
    flag.cellBegins()
    #expect(flag.isSet && flag.cellEnds())
  }

  @Test("stays for good when the kernel ends")
  func ending() {
    let flag = InterruptFlag()
    flag.end()
    #expect(flag.isEnding && flag.isSet)
    flag.cellReceived()
    flag.cellBegins()
    #expect(flag.isSet && flag.cellEnds() && flag.isSet)
  }
}

import Synchronization
import Tensors
import Testing

@Suite("Threads")
struct ThreadsTests {
  @Test("each tile runs exactly once", arguments: [1, 2, 3, 8])
  func tiles(count: Int) throws {
    let threads = try Threads(count: count, instructions: .best)
    #expect(threads.count == count)
    for tiles in [0, 1, 2, 7, 1000, 1_100_000] {
      let calls = Atomic<Int>(0)
      let sum = Atomic<Int>(0)
      threads.run(tiles: tiles) { tile in
        calls.add(1, ordering: .relaxed)
        sum.add(tile, ordering: .relaxed)
      }
      #expect(calls.load(ordering: .relaxed) == tiles)
      #expect(sum.load(ordering: .relaxed) == tiles * (tiles - 1) / 2)
    }
  }

  @Test("many short jobs in a row neither hang nor lose a tile", arguments: [1, 2, 5])
  func shortJobs(count: Int) throws {
    let threads = try Threads(count: count, instructions: .best)
    let calls = Atomic<Int>(0)
    for _ in 0..<20_000 {
      threads.run(tiles: 3) { _ in calls.add(1, ordering: .relaxed) }
    }
    #expect(calls.load(ordering: .relaxed) == 60_000)
  }

  @Test("the count changes between jobs, and nonsense is refused")
  func changes() throws {
    let threads = try Threads(count: 1, instructions: .best)
    try threads.setCount(3)
    #expect(threads.count == 3)
    threads.run(tiles: 10) { _ in }
    try threads.setCount(1)
    #expect(threads.count == 1)
    #expect(throws: EngineError.threadCount(0, allowed: 1...256)) { try threads.setCount(0) }
    #expect(threads.count == 1)
    #expect(throws: EngineError.threadCount(-2, allowed: 1...256)) { try Threads(count: -2, instructions: .best) }
  }

  @Test("FORGER_ISA chooses the instruction set, without a silent substitute")
  func instructionSets() throws {
    #expect(try InstructionSet.requested(in: [:]) == .best)
    #expect(try InstructionSet.requested(in: ["FORGER_ISA": "portable"]) == .portable)
    #expect(throws: EngineError.unknownInstructionSet("sse9")) {
      try InstructionSet.requested(in: ["FORGER_ISA": "sse9"])
    }
    for set in InstructionSet.allCases where !InstructionSet.supported.contains(set) {
      #expect(throws: EngineError.self) { try Threads(environment: ["FORGER_ISA": set.rawValue]) }
    }
    #expect(EngineError.unknownInstructionSet("sse9").description.contains("avx512, avx2, portable"))
    #expect(InstructionSet.supported.contains(.portable))
  }
}

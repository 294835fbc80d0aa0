import NeuralNetworks
import Tensors
import Testing

@Suite("What is too large is refused before there is memory for it")
struct SizeTests {
  private func message(_ input: Shape, _ layers: any Layer...) -> String {
    do {
      _ = try Network(input: input, seed: 1, layers: layers)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("an enlargement whose picture, or whose weights along a side, are too many", .timeLimit(.minutes(1)))
  func enlargements() {
    #expect(
      message([1, 28, 28], Upsample(64), Upsample(16), Dense(1))
        == "Layer 2, Upsample(16, nearest), on input 1x1792x1792: 1x28672x28672 are more than 16777216 numbers for one "
        + "sample. Use smaller pictures, a smaller stride or factor, or fewer filters.")
    #expect(message([1, 1 << 60, 1 << 60], Upsample(64)).contains("more than 16777216 numbers"))
    #expect(
      message([1, 1, 65_536], Upsample(16)).hasSuffix(
        "weights = factor * input * input = 16 * 65536 * 65536 along a side, above the limit of 16777216. "
          + "Use smaller pictures or a smaller factor."))
    #expect(message([3, 64, 64], Upsample(4), Dense(1)) == "no error")
  }

  @Test("layers that are not, but are together")
  func networks() {
    #expect(
      message([10_000], Dense(20_000), Dense(10_000))
        == "Network, on input 10000: all layers together have 400030000 parameters, above the limit of 268435456. "
        + "Use fewer units.")
    #expect(message([1], Dense(50_000_000), Tanh()).contains("numbers for one sample, above the limit of 134217728."))
  }

  @Test("a network knows what a sample takes: outputs, gradients, the input's, and what layers keep")
  func floats() throws {
    let dense = try Network(input: [100], seed: 1, layers: [Dense(10), LeakyReLU(), Dropout(0.3), Dense(1)])
    // Each dense layer has its gradient once more in strips of 64; the dropout has the rectifier's buffers, and a mask.
    #expect(dense.floatsPerSample == 100 + (20 + 64) + 20 + 10 + (2 + 64))
    let pictures = try Network(input: [3, 4, 4], seed: 1, layers: [Upsample(2), BatchNorm()])
    // A normalisation has its input and its output in the other order, and two numbers of each channel.
    #expect(pictures.floatsPerSample == 48 + (2 * 192 + 96) + (2 * 192 + 4 * 192 + 6))
    let filtering = try Network(
      input: [16, 8, 8], seed: 1, layers: [Conv(16, kernel: 4, stride: 2, padding: 1), LeakyReLU()])
    // Both sides have 36 values at points for each channel of each phase, in rows of 16 more; the rectifier has the
    // convolution's buffers.
    #expect(filtering.floatsPerSample == 1024 + 2 * 256 + 36 * (80 + 32) + 2 * 1024 + 2 * 256)
  }

  @Test("memory that is left is read from what the system writes")
  func memory() {
    let information = "MemTotal:       24684096 kB\nMemFree:        22009124 kB\nMemAvailable:   23547364 kB\n"
    #expect(SystemMemory.availableBytes(meminfo: information) == 23_547_364 * 1024)
    #expect(SystemMemory.availableBytes(meminfo: "") == nil)
    let groups = SystemMemory.groups("9:name=systemd:/\n4:cpu,memory:/a/b\n0::/c\n")
    #expect(
      groups.map(\.limit) == [
        "/sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "/sys/fs/cgroup/memory/a/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/c/memory.max", "/sys/fs/cgroup/memory.max",
      ])
    #expect(SystemMemory.available > 0)
    #expect(SystemMemory.lack(of: 1_000) == nil && SystemMemory.lack(of: 1 << 60) != nil)
    #expect(SystemMemory.text(52_613_349_376) == "52.6 GB" && SystemMemory.text(512_000_000) == "512 MB")
  }
}

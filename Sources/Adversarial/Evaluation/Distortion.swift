import Datasets
import Tensors

/// Training pictures slanted, stretched, turned a little and moved, each time anew, as no two people write alike, and
/// half of them spoiled by noise, as young generators write.
///
/// The picture's point p shows what lay at A (p - c) + c + t, c the middle, between pixels by straight lines; A is the
/// identity with up to 0.15 added to each entry, t up to two pixels. What comes from outside is background.
struct Distortion {
  let seed: UInt64
  /// The most that is added to an entry of A.
  var warp: Float = 0.15
  /// The most that is moved, in pixels.
  var shift: Float = 2
  /// The most that is added to a pixel or taken from it in a noisy picture, and the most of its pixels that become
  /// specks of any brightness.
  var noise: Float = 0.4
  var specks: Float = 0.1

  /// Writes distorted pictures scaled to [-1, 1] one after another.
  ///
  /// How one is distorted depends on seed, epoch and its index in the data alone.
  func copy(_ data: Dataset, at indices: ArraySlice<Int>, epoch: Int, into buffer: Buffer, on threads: Threads) {
    let size = data.imageShape.count
    threads.run(tiles: indices.count) { tile in
      let index = indices[indices.startIndex + tile]
      var random = Random(
        seed: seed, purpose: .augmentation, step: UInt64(index), stream: UInt32(truncatingIfNeeded: epoch) & 0xFFFFFF)
      let map = (0..<4).map { ($0 % 3 == 0 ? 1 : 0) + random.uniform(-warp...warp) }
      let move = (random.uniform(-shift...shift), random.uniform(-shift...shift))
      buffer[tile * size..<(tile + 1) * size].withMutableSpan { pixels in
        draw(data, index, map, move, into: &pixels)
        if random.bits() & 1 == 1 { spoil(&pixels, &random) }
      }
    }
  }

  /// Adds noise; what becomes brighter than white or darker than black is cut off.
  private func spoil(_ pixels: inout MutableSpan<Float>, _ random: inout Random) {
    let strength = random.uniform(0...noise)
    let threshold = UInt32(random.uniform(0...specks) * 65_536)
    for index in pixels.indices {
      // One word decides both: its upper half whether the pixel is a speck, its lower half how bright.
      let word = random.bits()
      let brightness = Float(word & 0xFFFF) / 32_767.5 - 1
      pixels[index] = word >> 16 < threshold ? brightness : max(-1, min(1, pixels[index] + strength * brightness))
    }
  }

  private func draw(
    _ data: Dataset, _ index: Int, _ map: [Float], _ move: (Float, Float), into pixels: inout MutableSpan<Float>
  ) {
    let dims = data.imageShape.dims
    let (height, width) = (dims[1], dims[2])
    let picture = data.image(index).span
    let middle = (Float(width - 1) / 2, Float(height - 1) / 2)
    let (a, b, c, d) = (map[0], map[1], map[2], map[3])
    for row in 0..<height {
      let v = Float(row) - middle.1
      for column in 0..<width {
        let u = Float(column) - middle.0
        let x = a * u + b * v + middle.0 + move.0
        let y = c * u + d * v + middle.1 + move.1
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (i, j) = (Int(left), Int(top))
        let (right, low) = (x - left, y - top)
        for channel in 0..<dims[0] {
          let plane = channel * height * width
          func at(_ i: Int, _ j: Int) -> Float {
            i >= 0 && i < width && j >= 0 && j < height ? Float(picture[plane + j * width + i]) : 0
          }
          let above = at(i, j) * (1 - right) + at(i + 1, j) * right
          let below = at(i, j + 1) * (1 - right) + at(i + 1, j + 1) * right
          pixels[plane + row * width + column] = (above * (1 - low) + below * low) / 127.5 - 1
        }
      }
    }
  }
}

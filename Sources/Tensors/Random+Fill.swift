import CMicrokernels

// Without threads the caller works alone. For all calls of C here: the pointers come from `pointer(for:)`, which checks the length, and stay valid
// because the buffers outlive the call.
extension Random {
  /// Fills a buffer with numbers between the bounds, the first ones of the sequence.
  public func fillUniform(_ buffer: Buffer, in range: ClosedRange<Float>, on threads: Threads? = nil) {
    let pointer = unsafe buffer.pointer
    let kernels = unsafe threads?.kernels ?? microkernels_best()
    Threads.run(over: buffer.count, on: threads) { part in
      var stream = self.stream
      unsafe kernels.pointee.uniform(
        &stream, UInt32(part.lowerBound / 4), part.count, range.lowerBound, range.upperBound, pointer + part.lowerBound)
    }
  }

  /// Fills a buffer with normally distributed numbers of standard deviation `scale`, from the number `first` on.
  ///
  /// - Parameter first: where in the sequence to begin, a multiple of 4.
  public func fillNormal(_ buffer: Buffer, scale: Float = 1, first: Int = 0, on threads: Threads? = nil) {
    precondition(first % 4 == 0, "\(first) is not the beginning of a block")
    let pointer = unsafe buffer.pointer
    let kernels = unsafe threads?.kernels ?? microkernels_best()
    Threads.run(over: buffer.count, on: threads) { part in
      var stream = self.stream
      unsafe kernels.pointee.normal(
        &stream, UInt32((first + part.lowerBound) / 4), part.count, scale, pointer + part.lowerBound)
    }
  }

  /// Dropout: y = x mask, mask = 0 with probability `rate`, else 1 / (1 - rate).
  ///
  /// Element 64 g + 16 w + l is decided by word w of block 16 g + l.
  ///
  /// - Parameter slope: that of a leaky rectifier that x goes through first; 1 leaves x as it is.
  public func dropout(
    _ x: Buffer, slope: Float = 1, rate: Float, mask: Buffer, into y: Buffer, on threads: Threads
  ) {
    let n = x.count
    let x = unsafe x.pointer
    let mask = unsafe mask.pointer(for: n)
    let y = unsafe y.pointer(for: n)
    let threshold = UInt32(Double(rate) * 0x1p32)
    threads.run(over: n) { part in
      var stream = self.stream
      unsafe threads.kernels.pointee.dropout(
        &stream, UInt32(part.lowerBound / 64), part.count, threshold, 1 / (1 - rate), slope,
        x + part.lowerBound, mask + part.lowerBound, y + part.lowerBound)
    }
  }
}

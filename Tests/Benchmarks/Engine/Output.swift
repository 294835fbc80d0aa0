#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Empties what standard output still holds, all streams: `fflush(NULL)`.
func flushOutput() {
  _ = fflush(nil)
}

/// The processor time this process has used, all threads together, in milliseconds.
func processorTime() -> Double {
  Double(clock()) / Double(CLOCKS_PER_SEC) * 1000
}

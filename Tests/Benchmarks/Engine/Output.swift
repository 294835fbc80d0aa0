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

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Prints a line at once, into a pipe or a file too.
func say(_ line: String) {
  print(line)
  _ = fflush(nil)
}

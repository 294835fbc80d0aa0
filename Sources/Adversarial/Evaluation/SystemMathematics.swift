#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// For figures that are read by people, to some digits; what trains weights has functions of its own.

/// log x.
func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// exp x.
func exponential(_ x: Double) -> Double { exp(x) }

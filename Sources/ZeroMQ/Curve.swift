/// Encrypted and authenticated sockets (CurveZMQ, ZeroMQ RFC 26).
public enum Curve {
  /// Whether this libzmq was built with it.
  public static var isAvailable: Bool { Library.hasCurve }
}

extension Palette {
  /// Light grounds for the entries of a kernel, in their order, on which dark numbers are read well.
  public static let taps: [Color] = [
    0xF6B7A8, 0xFAD9A0, 0xF5F0A3, 0xCBE8A7, 0xA8E0CB, 0xA9D8F2, 0xB5C2F5, 0xD9BDF2, 0xF5BEDD,
    0xE3CFBB, 0xD5DEE3, 0xBFE3E0, 0xC7C9A0, 0xC9ADAD, 0xA9BCD0, 0xE9E2F8,
  ].map { Color(hex: $0) }

  /// The ground of a kernel's n-th entry; beyond the last they begin again.
  public static func tap(_ index: Int) -> Color { taps[(index % taps.count + taps.count) % taps.count] }
}

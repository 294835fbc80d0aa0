/// The colours of every picture, chosen for a white ground.
///
/// The line colours are Okabe and Ito's ("Color Universal Design", 2008) darkened until each can be read as text on white
/// (contrast 4.5 or more). The first three stay apart for protanopia, deuteranopia and tritanopia; every line carries its
/// name at its end as well, so no reading depends on colour alone.
public enum Palette {
  /// The first line colour.
  public static let blue = Color(hex: 0x0067A5)
  /// The second line colour.
  public static let vermilion = Color(hex: 0xC84A00)
  /// The third line colour.
  public static let green = Color(hex: 0x00805E)
  /// The fourth line colour.
  public static let purple = Color(hex: 0xA6478C)
  /// The fifth line colour.
  public static let ochre = Color(hex: 0x8A6A00)
  /// The sixth line colour.
  public static let slate = Color(hex: 0x555B66)

  /// Line colours in the order in which they are handed out.
  public static let lines = [blue, vermilion, green, purple, ochre, slate]

  /// The colour of the n-th line; beyond the last it begins again.
  public static func line(_ index: Int) -> Color {
    lines[((index % lines.count) + lines.count) % lines.count]
  }

  /// Titles.
  public static let ink = Color(hex: 0x222222)
  /// Labels.
  public static let label = Color(hex: 0x555555)
  /// Tick marks' numbers and remarks.
  public static let remark = Color(hex: 0x707070)
  /// Axes.
  public static let axis = Color(hex: 0x9A9A9A)
  /// Reference lines.
  public static let reference = Color(hex: 0x808080)
  /// Lines of the grid behind data.
  public static let grid = Color(hex: 0xEAEAEA)
  /// Where there is no value.
  public static let missing = Color(hex: 0xD0D0D0)
  /// The card's edge.
  public static let border = Color(hex: 0xDEDEDE)
  /// The empty part of a bar.
  public static let track = Color(hex: 0xE8E8E8)
}

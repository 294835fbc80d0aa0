/// A half-open stretch of a cell, counted in Unicode scalars from 0.
///
/// Jupyter counts cursor positions in code points, so nothing has to be converted on the way in or out.
public struct SourceRange: Sendable, Hashable {
  /// Offset of the first scalar.
  public let start: Int
  /// Offset after the last scalar; equal to `start` when the range marks a place between two scalars.
  public let end: Int

  /// The range from `start` up to `end`, or the place `start` when `end` lies before it.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// From the start of this range to the end of `other`, which stands behind it.
  func extended(to other: SourceRange) -> SourceRange { SourceRange(start, max(end, other.end)) }

  /// Whether a cursor at `offset` touches the range: inside it or at either edge.
  func touches(_ offset: Int) -> Bool { start <= offset && offset <= end }
}

/// A place as people name it.
public struct SourcePosition: Sendable, Hashable {
  /// Line, from 1.
  public let line: Int
  /// Column, from 1, counted in characters as a reader sees them: `é` is one however it is encoded.
  public let column: Int
}

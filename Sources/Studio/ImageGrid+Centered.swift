import Pictures

extension ImageGrid {
  /// Draws the grid as large as a rectangle allows, in its middle.
  func drawCentered(on canvas: Canvas, in room: Rect) {
    let place = room.centered(measure(on: canvas, in: room))
    // Within the same size as it was measured in, or a hair less room would take a pixel from every tile's pixels.
    draw(on: canvas, in: Rect(x: place.x, y: place.y, width: room.width, height: room.height))
  }
}

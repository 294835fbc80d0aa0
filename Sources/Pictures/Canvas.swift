import CCairo

/// A white sheet to draw on: points as units, several device pixels a point.
///
/// Cairo keeps the first error of a context and ignores every later call ("once an error has occurred, no further drawing
/// happens"), so drawing does not throw and ``finish()`` reports what went wrong.
///
/// The two cairo objects belong to this object alone and are released with it. They are not locked, so a canvas belongs to
/// the thread that made it.
@safe
public final class Canvas {
  /// Device pixels a point unless something else is asked for: twice as fine as the page, so crisp on dense screens.
  public static let defaultScale = 2
  /// The longest side in pixels that cairo can draw.
  public static let maximumSide = 32_767

  /// Points across and down.
  public let size: Size
  /// Device pixels a point.
  public let scale: Int

  private let surface: OpaquePointer
  private let context: OpaquePointer

  /// A sheet of `width` by `height` points, filled with `ground`.
  ///
  /// - Throws: ``PictureError`` when a side is not positive, longer than cairo can draw, or memory is short.
  public init(
    width: Double, height: Double, scale: Int = Canvas.defaultScale, ground: Color = .white
  ) throws(PictureError) {
    let limit = Double(Self.maximumSide)
    let across = (width * Double(scale)).rounded(.up)
    let down = (height * Double(scale)).rounded(.up)
    guard across >= 1, down >= 1, scale >= 1 else {
      throw .empty(width: Self.whole(across), height: Self.whole(down))
    }
    guard across <= limit, down <= limit else {
      throw .tooLong(width: Self.whole(across), height: Self.whole(down), limit: Self.maximumSide)
    }
    guard across * down <= Double(Image.maximumPixels) else {
      throw .tooManyPixels(width: Self.whole(across), height: Self.whole(down), limit: Image.maximumPixels)
    }
    let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(across), Int32(down))
    // Cairo never returns null from these two but an object in an error state, which must be released as well.
    let context = unsafe cairo_create(surface)
    guard let surface = unsafe surface, let context = unsafe context,
      unsafe cairo_status(context) == CAIRO_STATUS_SUCCESS
    else {
      let status = unsafe cairo_status(context)
      unsafe cairo_destroy(context)
      unsafe cairo_surface_destroy(surface)
      throw .drawing(Self.text(of: status))
    }
    size = Size(width, height)
    self.scale = scale
    unsafe self.surface = unsafe surface
    unsafe self.context = unsafe context
    unsafe cairo_scale(context, Double(scale), Double(scale))
    // Unhinted outlines and metrics look the same at every place and scale.
    let options = unsafe cairo_font_options_create()
    unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    unsafe cairo_set_font_options(context, options)
    unsafe cairo_font_options_destroy(options)
    setSource(ground)
    unsafe cairo_paint(context)
  }

  deinit {
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  /// The sheet as bytes, with the fewest channels that lose nothing.
  ///
  /// - Throws: ``PictureError/drawing(_:)`` with the first error that cairo met.
  public func finish() throws(PictureError) -> Image {
    try check(unsafe cairo_status(context))
    unsafe cairo_surface_flush(surface)
    let width = Int(unsafe cairo_image_surface_get_width(surface))
    let height = Int(unsafe cairo_image_surface_get_height(surface))
    let stride = Int(unsafe cairo_image_surface_get_stride(surface))
    guard let data = unsafe cairo_image_surface_get_data(surface) else {
      throw .drawing("the surface has no pixels")
    }
    let rows = unsafe UnsafeRawBufferPointer(start: data, count: stride * height)
    // "Each pixel is a 32-bit quantity, with alpha in the upper 8 bits, then red, then green, then blue, stored
    // native-endian, with pre-multiplied alpha." Most sheets are opaque throughout and need no division.
    var opacities: UInt32 = 0xFF00_0000
    for row in 0..<height {
      let pixels = unsafe UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in 0..<width { opacities &= unsafe pixels[column] }
    }
    if opacities >> 24 == 255 {
      let opaque = unsafe [UInt8](unsafeUninitializedCapacity: width * height * 3) { target, count in
        guard var next = target.baseAddress else { return }
        for row in 0..<height {
          let pixels = unsafe UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
          for column in 0..<width {
            let pixel = unsafe pixels[column]
            unsafe next[0] = UInt8(truncatingIfNeeded: pixel >> 16)
            unsafe next[1] = UInt8(truncatingIfNeeded: pixel >> 8)
            unsafe next[2] = UInt8(truncatingIfNeeded: pixel)
            unsafe next += 3
          }
        }
        count = width * height * 3
      }
      return Image(unchecked: opaque, width: width, height: height, channels: 3).compacted()
    }
    var bytes = [UInt8](repeating: 0, count: width * height * 4)
    var target = bytes.mutableSpan
    for row in 0..<height {
      for column in 0..<width {
        let pixel = unsafe rows.loadUnaligned(fromByteOffset: row * stride + column * 4, as: UInt32.self)
        let start = (row * width + column) * 4
        let opacity = pixel >> 24
        target[start + 3] = UInt8(opacity)
        guard opacity > 0 else { continue }
        for channel in 0..<3 {
          let value = pixel >> UInt32(16 - 8 * channel) & 255
          target[start + channel] =
            opacity == 255 ? UInt8(value) : UInt8(min(255, (value * 255 + opacity / 2) / opacity))
        }
      }
    }
    return Image(unchecked: bytes, width: width, height: height, channels: 4).compacted()
  }

  // MARK: What the extensions draw with

  /// The colour of the next fill, stroke or text.
  func setSource(_ color: Color) {
    unsafe cairo_set_source_rgba(context, color.red, color.green, color.blue, color.opacity)
  }

  func move(to point: Point) { unsafe cairo_move_to(context, point.x, point.y) }
  func addLine(to point: Point) { unsafe cairo_line_to(context, point.x, point.y) }
  func addRectangle(_ rect: Rect) { unsafe cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height) }
  func addArc(center: Point, radius: Double, from: Double, to: Double) {
    unsafe cairo_arc(context, center.x, center.y, radius, from, to)
  }
  func beginPath() { unsafe cairo_new_path(context) }
  func closePath() { unsafe cairo_close_path(context) }
  func clipToPath() { unsafe cairo_clip(context) }
  func saveState() { unsafe cairo_save(context) }
  func restoreState() { unsafe cairo_restore(context) }
  func moveOrigin(to point: Point) { unsafe cairo_translate(context, point.x, point.y) }
  func turn(by radians: Double) { unsafe cairo_rotate(context, radians) }

  /// Fills and then strokes the path made so far, and forgets it.
  func paintPath(fill: Color?, stroke: Stroke?) {
    if let fill {
      setSource(fill)
      unsafe cairo_fill_preserve(context)
    }
    if let stroke {
      setSource(stroke.color)
      unsafe cairo_set_line_width(context, stroke.width)
      unsafe cairo_set_line_cap(context, stroke.hasRoundEnds ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
      unsafe cairo_set_line_join(context, stroke.hasRoundJoins ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_BEVEL)
      unsafe cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), 0)
      unsafe cairo_stroke_preserve(context)
    }
    beginPath()
  }

  /// Chooses the font of the next text.
  func setFont(size: Double, isBold: Bool, isItalic: Bool) {
    unsafe cairo_select_font_face(
      context, "sans", isItalic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
      isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    unsafe cairo_set_font_size(context, size)
  }

  /// How far the pen moves over a text in the chosen font.
  func advance(of text: String) -> Double {
    var extents = cairo_text_extents_t()
    unsafe cairo_text_extents(context, text, &extents)
    return extents.x_advance
  }

  /// Above and below the baseline of the chosen font.
  func fontExtents() -> (ascent: Double, descent: Double) {
    var extents = cairo_font_extents_t()
    unsafe cairo_font_extents(context, &extents)
    return (extents.ascent, extents.descent)
  }

  /// Writes a text in the chosen font and colour with its baseline's start at a point.
  func show(_ text: String, at point: Point) {
    move(to: point)
    unsafe cairo_show_text(context, text)
    beginPath()
  }

  /// Draws premultiplied native-endian ARGB pixels into a rectangle, each pixel a sharp block.
  func paint(argb: [UInt32], width: Int, height: Int, in rect: Rect) {
    var pixels = argb
    unsafe pixels.withUnsafeMutableBytes { buffer in
      // The stride of this format is four bytes a pixel; the surface borrows the bytes and is released before they are.
      let picture = unsafe cairo_image_surface_create_for_data(
        buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_ARGB32, Int32(width), Int32(height),
        Int32(width * 4))
      defer { unsafe cairo_surface_destroy(picture) }
      saveState()
      unsafe cairo_translate(context, rect.x, rect.y)
      unsafe cairo_scale(context, rect.width / Double(width), rect.height / Double(height))
      unsafe cairo_set_source_surface(context, picture, 0, 0)
      unsafe cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
      unsafe cairo_rectangle(context, 0, 0, Double(width), Double(height))
      unsafe cairo_fill(context)
      restoreState()
      // The context would keep the picture as its source beyond the life of the bytes.
      setSource(.black)
      unsafe cairo_surface_finish(picture)
    }
  }

  /// A length for an error's text, whatever it is.
  private static func whole(_ length: Double) -> Int {
    length.isNaN ? 0 : Int(max(-1e15, min(length, 1e15)))
  }

  private func check(_ status: cairo_status_t) throws(PictureError) {
    guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(Self.text(of: status)) }
  }

  private static func text(of status: cairo_status_t) -> String {
    guard let text = unsafe cairo_status_to_string(status) else { return "error \(status.rawValue)" }
    return unsafe String(cString: text)
  }
}

extension Chart {
  /// A chart for each layer that has a name, which becomes its title: the parts of small multiples.
  ///
  /// Every layer keeps the colour it has in the whole chart.
  public var panels: [Chart] {
    var next = 0
    return layers.compactMap { layer in
      let color = Palette.line(next)
      if layer.takesColor { next += 1 }
      guard let named = layer.unnamed(color: color) else { return nil }
      var panel = self
      panel.title = named.name
      panel.layers = [named.layer]
      return panel
    }
  }
}

extension Layer {
  /// The layer without its name but with a colour, and the name; nil when it has none.
  fileprivate func unnamed(color: Color) -> (name: Label, layer: Layer)? {
    switch self {
    case .line(var series):
      let name = series.name
      series.name = ""
      series.color = series.color ?? color
      return name.isEmpty ? nil : (name, .line(series))
    case .points(var scatter):
      let name = scatter.name
      scatter.name = ""
      return name.isEmpty ? nil : (name, .points(scatter.prepared(color)))
    case .bars(var bars):
      let name = bars.name
      bars.name = ""
      bars.group = (0, 1)
      return name.isEmpty ? nil : (name, .bars(bars.prepared(color)))
    case .area(var area):
      let name = area.name
      area.name = ""
      return name.isEmpty ? nil : (name, .area(area.prepared(color)))
    case .heatMap, .arrows: return nil
    }
  }
}

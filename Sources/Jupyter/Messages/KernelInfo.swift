/// What a kernel says about itself and its language.
public struct KernelInformation: Sendable, Equatable, Encodable {
  /// A page that the front end's Help menu offers.
  public struct HelpLink: Sendable, Equatable, Codable {
    /// What the menu says.
    public var text: String
    /// Where it leads.
    public var url: String

    /// Makes a link.
    public init(text: String, url: String) {
      self.text = text
      self.url = url
    }
  }

  /// What editors and exporters need to know of the language.
  public struct Language: Sendable, Equatable, Encodable {
    /// Its name.
    public var name: String
    /// Its version.
    public var version: String
    /// The MIME type of a script.
    public var mimeType: String
    /// The extension of a script, with its dot.
    public var fileExtension: String
    /// Which Pygments lexer colours it best.
    public var pygmentsLexer: String
    /// Which CodeMirror mode colours it best.
    public var codemirrorMode: String

    /// Describes a language.
    public init(
      name: String, version: String, mimeType: String, fileExtension: String, pygmentsLexer: String,
      codemirrorMode: String
    ) {
      self.name = name
      self.version = version
      self.mimeType = mimeType
      self.fileExtension = fileExtension
      self.pygmentsLexer = pygmentsLexer
      self.codemirrorMode = codemirrorMode
    }

    private enum CodingKeys: String, CodingKey {
      case name, version
      case mimeType = "mimetype"
      case fileExtension = "file_extension"
      case pygmentsLexer = "pygments_lexer"
      case codemirrorMode = "codemirror_mode"
    }
  }

  /// The name of the implementation.
  public var implementation: String
  /// The version of the implementation.
  public var implementationVersion: String
  /// The language it understands.
  public var language: Language
  /// What a console shows when it starts.
  public var banner: String
  /// Pages for the Help menu.
  public var helpLinks: [HelpLink]

  /// Describes a kernel.
  public init(
    implementation: String, implementationVersion: String, language: Language, banner: String,
    helpLinks: [HelpLink] = []
  ) {
    self.implementation = implementation
    self.implementationVersion = implementationVersion
    self.language = language
    self.banner = banner
    self.helpLinks = helpLinks
  }

  private enum CodingKeys: String, CodingKey {
    case implementation, banner
    case implementationVersion = "implementation_version"
    case language = "language_info"
    case helpLinks = "help_links"
  }
}

/// The answer to `kernel_info_request`.
public struct KernelInfoReply: MessageContent, Encodable {
  /// The type `kernel_info_reply`.
  public static let messageType = "kernel_info_reply"

  private let information: KernelInformation

  /// Makes the answer from what the interpreter says.
  public init(_ information: KernelInformation) { self.information = information }

  /// Writes the interpreter's fields and the protocol's beside each other.
  public func encode(to encoder: any Encoder) throws {
    try information.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("ok", forKey: .status)
    try container.encode(Header.protocolVersion, forKey: .protocolVersion)
    try container.encode(false, forKey: .debugger)
    try container.encode(["kernel subshells"], forKey: .supportedFeatures)
  }

  private enum CodingKeys: String, CodingKey {
    case status, debugger
    case protocolVersion = "protocol_version"
    case supportedFeatures = "supported_features"
  }
}

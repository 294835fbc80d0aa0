/// What a kernel says about itself and its language.
public struct KernelInformation: Sendable, Equatable {
  /// A page that the front end's Help menu offers.
  public struct HelpLink: Sendable, Equatable, JSONWritable {
    /// What the menu says.
    public var text: String
    /// Where it leads.
    public var url: String

    /// Makes a link.
    public init(text: String, url: String) {
      self.text = text
      self.url = url
    }

    /// Writes it.
    public func write(to writer: inout JSONWriter) { ["text": text, "url": url].write(to: &writer) }
  }

  /// What editors and exporters need to know of the language.
  public struct Language: Sendable, Equatable, JSONWritable {
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

    /// Writes it.
    public func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("codemirror_mode", codemirrorMode)
        writer.field("file_extension", fileExtension)
        writer.field("mimetype", mimeType)
        writer.field("name", name)
        writer.field("pygments_lexer", pygmentsLexer)
        writer.field("version", version)
      }
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
}

/// The answer to `kernel_info_request`.
public struct KernelInfoReply: MessageContent, JSONWritable {
  /// The type `kernel_info_reply`.
  public static let messageType = "kernel_info_reply"

  private let information: KernelInformation

  /// Makes the answer from what the interpreter says.
  public init(_ information: KernelInformation) { self.information = information }

  /// Writes the interpreter's fields and the protocol's beside each other.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("banner", information.banner)
      writer.field("debugger", false)
      writer.field("help_links", information.helpLinks)
      writer.field("implementation", information.implementation)
      writer.field("implementation_version", information.implementationVersion)
      writer.field("language_info", information.language)
      writer.field("protocol_version", Header.protocolVersion)
      writer.field("status", "ok")
      writer.field("supported_features", ["kernel subshells"])
    }
  }
}

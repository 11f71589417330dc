public import Diagnostics

/// The files of a guide as bytes, before anyone has looked into them.
public struct GuideFiles: Sendable {
  /// One file.
  public struct File: Sendable {
    /// The path relative to the guide's folder, with `/`.
    public let path: String
    /// Its bytes.
    public let bytes: [UInt8]

    /// Creates a file.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The files below `content/`, ordered by path.
  public var content: [File]
  /// The files below `templates/`, ordered by path; what is missing is carried in the program.
  public var templates: [File]
  /// What could not be taken over, such as symbolic links.
  public var diagnostics: [Diagnostic]

  /// Creates a guide's files.
  public init(content: [File], templates: [File] = [], diagnostics: [Diagnostic] = []) {
    self.content = content
    self.templates = templates
    self.diagnostics = diagnostics
  }
}

public import Diagnostics

/// The files of a guide as bytes, before anyone has looked into them.
public struct GuideFiles: Sendable, Equatable {
  /// One file.
  public struct File: Sendable, Equatable {
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

  /// The line at which a finding begins, without its line break; nil when it concerns a whole file.
  public func line(of diagnostic: Diagnostic) -> String? {
    guard let range = diagnostic.range, range != .fileStart,
      let file = (content + templates).first(where: { $0.path == diagnostic.file })
    else { return nil }
    // Unicode has more line breaks than a source has lines.
    let lines = String(decoding: file.bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
    guard lines.indices.contains(range.start.line - 1) else { return nil }
    let line = lines[range.start.line - 1]
    return String(line.first == "\u{FEFF}" ? line.dropFirst() : line)
  }
}

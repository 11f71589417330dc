public import Diagnostics

/// One inline of a document.
///
/// Links and images stand apart, so that a text, which most inlines are, needs no object of its own.
public enum Inline: Sendable {
  case text(String)
  case softBreak
  case lineBreak
  case code(String)
  case html(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  indirect case link(Link)
  indirect case image(Image)
  case footnoteReference(FootnoteReference)
}

/// A link.
public struct Link: Sendable {
  /// The address as written, unescaped.
  public var destination: String
  /// The title, or an empty text.
  public var title: String
  /// What it shows.
  public var content: [Inline]
  /// Where the address stands; where the link stands when the address is not found.
  public var range: SourceRange
  /// Where the words of the title stand; nil when there is none, or it is not found.
  public var titleRange: SourceRange?

  /// Creates a link.
  public init(destination: String, title: String, content: [Inline], range: SourceRange) {
    self.destination = destination
    self.title = title
    self.content = content
    self.range = range
  }
}

/// An image.
public struct Image: Sendable {
  /// The address as written, unescaped.
  public var source: String
  /// The title, or an empty text.
  public var title: String
  /// What it shows, for those who do not see it.
  public var alternative: String
  /// Where the address stands.
  public var range: SourceRange

  /// Creates an image.
  public init(source: String, title: String, alternative: String, range: SourceRange) {
    self.source = source
    self.title = title
    self.alternative = alternative
    self.range = range
  }
}

/// A reference to a footnote.
public struct FootnoteReference: Hashable, Sendable {
  /// The number of the footnote, from 1.
  public var number: Int
  /// Which reference to this footnote it is, from 1.
  public var occurrence: Int

  /// Creates a reference.
  public init(number: Int, occurrence: Int) {
    self.number = number
    self.occurrence = occurrence
  }
}

extension Sequence<Inline> {
  /// The text without markup; a break is a space.
  public var plainText: String {
    var text = ""
    for inline in self {
      switch inline {
      case .text(let value), .code(let value): text += value
      case .softBreak, .lineBreak: text += " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        text += content.plainText
      case .link(let link): text += link.content.plainText
      case .image(let image): text += image.alternative
      case .html, .footnoteReference: break
      }
    }
    return text
  }
}

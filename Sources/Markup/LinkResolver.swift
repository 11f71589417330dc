/// What a link becomes.
public enum LinkResolution: Hashable, Sendable {
  /// A link to this address; `isExternal` when it leads to another host.
  case address(String, isExternal: Bool)
  /// What the link shows, and no link.
  case text
}

/// What an image becomes.
public enum ImageResolution: Hashable, Sendable {
  /// An image from this address, with its size in pixels where that is known.
  case address(String, width: Int? = nil, height: Int? = nil)
  /// Its alternative text, and no image.
  case alternative
}

/// Decides where the links and images of a document lead.
public protocol LinkResolver: Sendable {
  /// What becomes of a link.
  func link(_ link: Link) -> LinkResolution
  /// What becomes of an image.
  func image(_ image: Image) -> ImageResolution
}

/// Keeps every address as it is written, where its scheme is allowed.
public struct PlainResolver: LinkResolver {
  /// Creates a resolver.
  public init() {}

  /// The link itself, or its text where the scheme is not allowed.
  public func link(_ link: Link) -> LinkResolution {
    guard URLScheme.isAllowed(link.destination) else { return .text }
    return .address(link.destination, isExternal: URLScheme.isExternal(link.destination))
  }

  /// The image itself, or its alternative text where the scheme is not allowed.
  public func image(_ image: Image) -> ImageResolution {
    URLScheme.isAllowed(image.source) ? .address(image.source) : .alternative
  }
}

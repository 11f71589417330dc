internal import Markup

/// What search engines read about a page, in the words of schema.org: where it stands, and what it
/// is. HowTo and FAQPage are left out, because search engines dropped them.
struct StructuredData: Encodable {
  /// The way from the home page.
  struct Breadcrumbs: Encodable {
    struct Item: Encodable {
      let type = "ListItem"
      let position: Int
      let name: String
      let item: String

      private enum CodingKeys: String, CodingKey {
        case type = "@type"
        case position, name, item
      }
    }

    let type = "BreadcrumbList"
    let itemListElement: [Item]

    private enum CodingKeys: String, CodingKey {
      case type = "@type"
      case itemListElement
    }
  }

  /// A page that somebody wrote.
  struct Article: Encodable {
    struct Publisher: Encodable {
      let type = "Organization"
      let name: String
      let url: String

      private enum CodingKeys: String, CodingKey {
        case type = "@type"
        case name, url
      }
    }

    let type = "Article"
    let headline: String
    let description: String?
    let url: String
    let inLanguage: String
    let datePublished: String?
    let dateModified: String?
    let image: String?
    let author: Publisher
    let publisher: Publisher

    private enum CodingKeys: String, CodingKey {
      case type = "@type"
      case headline, description, url, inLanguage, datePublished, dateModified, image, author
      case publisher
    }
  }

  private let context = "https://schema.org"
  let breadcrumbs: Breadcrumbs?
  let article: Article?

  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case graph = "@graph"
  }

  init(breadcrumbs: Breadcrumbs?, article: Article?) {
    (self.breadcrumbs, self.article) = (breadcrumbs, article)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(context, forKey: .context)
    var graph = container.nestedUnkeyedContainer(forKey: .graph)
    if let article { try graph.encode(article) }
    if let breadcrumbs { try graph.encode(breadcrumbs) }
  }

  /// The data for a `script` element, whose text ends at `</script` and knows no entities: so `<` is
  /// written as JSON can, and nothing in it is markup.
  var html: HTML {
    guard breadcrumbs != nil || article != nil else { return HTML() }
    let json = String(decoding: JSONText.bytes(self), as: UTF8.self)
    return HTML(unescaped: json.exchanging("<", for: "\\u003c"))
  }
}

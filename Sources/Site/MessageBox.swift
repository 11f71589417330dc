internal import Knowledge
internal import Markup

/// Words to copy, in a box: slots such as `{商户号}` are slots that a script fills from the
/// fields of the checklist, and blanks without one.
enum MessageBox {
  static func html(_ text: String, title: String) -> HTML {
    """
    <figure class="message"><figcaption>\(title)</figcaption>\
    <pre class="message-text">\(slotted(text))</pre><p class="tools"></p></figure>

    """
  }

  /// The text with its slots as slots; a brace that begins none stays as it is.
  private static func slotted(_ text: String) -> HTML {
    let parts = text.split(separator: "{", omittingEmptySubsequences: false)
    return parts.enumerated().map { number, part -> HTML in
      guard number > 0 else { return HTML(text: part) }
      guard let end = part.firstIndex(of: "}"), end > part.startIndex,
        !part[..<end].contains("\n")
      else { return HTML(text: "{" + part) }
      let rest = HTML(text: part[part.index(after: end)...])
      return "<span class=\"slot\" data-slot=\"\(part[..<end])\">＿＿＿＿</span>\(rest)"
    }.joined()
  }
}

public import Diagnostics

/// Why a live site was not compared with a manifest.
public enum LiveFailure: Error, Hashable, Sendable {
  /// The text is no address of a site.
  case noAddress(String)
  /// libcurl is not installed.
  case noLibrary
  /// The manifest got no answer: its address, and why.
  case unreachable(String, String)
  /// The manifest's address leads out of the site.
  case away(String, String)
  /// The site has no manifest: its address, and the status of HTTP.
  case noManifest(String, Int)
  /// What the site serves as its manifest is none.
  case malformedManifest(String, Manifest.Malformation)
  /// Another generation was published during the comparison.
  case publishedMeanwhile
  /// The folder whose manifest was to count cannot be read.
  case folder(PublishingError)

  /// What is wrong, with the way out.
  public var message: LocalizedText {
    switch self {
    case .noAddress(let text):
      LocalizedText(
        en: "'\(text)' is no address of a site. Write it as https://example.com/help/.",
        zh: "“\(text)”不是网站地址。请写成 https://example.com/help/ 的样子。")
    case .noLibrary:
      LocalizedText(
        en: "libcurl is not installed, which speaks to web servers. Install libcurl4.",
        zh: "没有安装访问网站用的 libcurl。请安装 libcurl4。")
    case .unreachable(let address, let reason):
      LocalizedText(
        en: "'\(address)' does not answer: \(reason). See to the address and the network.",
        zh: "“\(address)”没有回应：\(reason)。请检查地址和网络。")
    case .away(let address, let target):
      LocalizedText(
        en: "'\(address)' leads to '\(target)', which is another site. Name that one.",
        zh: "“\(address)”转到了另一个网站“\(target)”。请直接指定那个地址。")
    case .noManifest(let address, let status):
      LocalizedText(
        en: "'\(address)' is answered with \(status). Upload \(Manifest.path) with the site.",
        zh: "“\(address)”返回 \(status)。请把 \(Manifest.path) 和网站一起上传。")
    case .malformedManifest(let address, let malformation):
      LocalizedText(
        en: "'\(address)' is no usable manifest: \(malformation.reason.english). Upload it again.",
        zh: "“\(address)”不是可用的清单：\(malformation.reason.chinese)。请重新上传。")
    case .publishedMeanwhile:
      LocalizedText(
        en: "Another version was published meanwhile. Verify again.",
        zh: "核对期间网站又发布了一次。请重新核对。")
    case .folder(let error): error.message
    }
  }
}

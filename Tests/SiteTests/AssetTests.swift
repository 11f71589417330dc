import Diagnostics
import Foundation
import Publishing
import Testing

@testable import Site

@Suite("Images and other files")
struct AssetTests {
  @Test("the first bytes of an image tell its size")
  func sizes() {
    let png: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 0xD, 0xA, 0x1A, 0xA, 0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 1, 0x2C, 0, 0, 0, 200]
    let gif = Array("GIF89a".utf8) + [0x2C, 1, 200, 0]
    let extended =
      riff("VP8X") + [10, 0, 0, 0, 0, 0, 0, 0] + [0x2B, 1, 0] + [199, 0, 0]
    let lossy = riff("VP8 ") + [10, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A] + [0x2C, 1, 200, 0]
    // 14 bits of width less one, 14 bits of height less one.
    let bits = UInt32(299) | UInt32(199) << 14
    let lossless =
      riff("VP8L") + [10, 0, 0, 0, 0x2F]
      + (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
      + [0, 0, 0, 0, 0]
    for (bytes, name) in [
      (png, "a.png"), (png, "a.PNG"), (gif, "a.gif"), (extended, "a.webp"), (lossy, "a.webp"),
      (lossless, "a.webp"),
    ] {
      #expect(size(bytes, name) == [300, 200], "\(name)")
    }
  }

  @Test("the size of a JPEG stands in its first frame, behind other segments")
  func jpeg() {
    let frame: [UInt8] = [0xFF, 0xC2, 0, 17, 8, 0, 200, 1, 0x2C, 3, 1, 0x22, 0]
    let comment: [UInt8] = [0xFF, 0xFE, 0, 4, 0xFF, 0xC0]
    #expect(size([0xFF, 0xD8] + frame, "a.jpg") == [300, 200])
    #expect(size([0xFF, 0xD8] + comment + frame, "a.jpeg") == [300, 200])
    #expect(size([0xFF, 0xD8, 0xFF, 0xFF] + comment + [0xFF] + frame, "a.jpg") == [300, 200])
    #expect(size([0xFF, 0xD8] + comment, "a.jpg") == nil)
  }

  @Test(
    "an SVG says its size, or its view box does",
    arguments: [
      "<svg width=\"300\" height=\"200\">",
      "<?xml version=\"1.0\"?>\n<svg height=\"200px\" width=\"300px\">",
      "<svg viewBox=\"0 0 300 200\">", "<svg viewBox=\"-5,-5,300.2,199.6\">",
      "<svg\n  width=\"300\"\n\theight=\"200\"\n>", "<svg width=\"100%\" viewBox=\"0 0 300 200\">",
      "<svg stroke-width=\"3\" width='300' height='200'>",
    ])
  func svg(text: String) {
    #expect(size(Array(text.utf8), "a.svg") == [300, 200])
  }

  @Test("what is no image has no size, and nothing makes the program stop")
  func noImages() {
    let svgs = [
      "", "<svg>", "<svg", "<svg width=\"0\" height=\"1\">", "<svg viewBox=\"0 0 1e99 1\">",
    ]
    for text in svgs { #expect(size(Array(text.utf8), "a.svg") == nil, "\(text)") }
    for name in ["a.png", "a.gif", "a.jpg", "a.webp", "a.svg", "a", "a.txt"] {
      for count in 0..<40 {
        #expect(size([UInt8](repeating: 0xFF, count: count), name) == nil)
        #expect(size([0xFF, 0xD8] + [UInt8](repeating: 0, count: count), name) == nil)
      }
    }
  }

  @Test("a file's name holds the beginning of its SHA-256")
  func hashedNames() {
    var catalog = AssetCatalog()
    for name in ["assets/a.txt", "assets/v1.2/plain", "assets/a.b.txt"] {
      catalog.add(name, Array("abc".utf8))
    }
    #expect(catalog["assets/a.txt"]?.path == "assets/a.ba7816bf.txt")
    #expect(catalog["assets/v1.2/plain"]?.path == "assets/v1.2/plain.ba7816bf")
    #expect(catalog["assets/a.b.txt"]?.path == "assets/a.b.ba7816bf.txt")
    #expect(catalog["assets/none"] == nil)
  }

  @Test("pages name the file by its hash, an image with its size and lazily")
  func onPages() async throws {
    let site = await SmallSite(
      """
      --- content/assets/in folder/路.svg
      <svg width="3" height="2"/>
      --- content/pages/a/b.md
      ![图](../../assets/in%20folder/路.svg) [载](<../../assets/in folder/路.svg>)
      """)
    let files = (site.result.output?.files ?? []).map(\.path)
    let path = try #require(files.first { $0.contains("in folder") })
    #expect(path.wholeMatch(of: /assets\/in folder\/路\.[0-9a-f]{8}\.svg/) != nil)
    let main = try site.main("pages/a/b.html")
    let address = "../../" + SiteAddress.percentEncoded(path)
    #expect(main.contains("<a href=\"\(address)\">载</a>"))
    #expect(main.contains("src=\"\(address)\"") && main.contains("alt=\"图\""))
    #expect(main.contains("width=\"3\"") && main.contains("height=\"2\""))
    #expect(main.contains("loading=\"lazy\""))
  }

  private func riff(_ kind: String) -> [UInt8] {
    Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8) + Array(kind.utf8)
  }

  private func size(_ bytes: [UInt8], _ name: String) -> [Int]? {
    ImageSize(bytes, name: name).map { [$0.width, $0.height] }
  }
}

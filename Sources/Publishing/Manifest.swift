internal import Crypto
public import Diagnostics
internal import Foundation

/// What a generation consists of: every published file with its size and SHA-256.
///
/// Written as `clew-manifest.json` beside the files, one file a line, ordered by path, so that equal
/// trees give equal bytes and two manifests compare well with `diff`. It lists every file but itself.
///
///     {"version":1,"generator":"clew 0.1.0","files":{
///     "404.html":{"sha256":"9f86…","size":4},
///     "index.html":{"sha256":"2c26…","size":3}
///     }}
public struct Manifest: Hashable, Sendable {
  /// The manifest's own place in the output.
  public static let path = "clew-manifest.json"

  /// The version of the shape that this program reads and writes.
  public static let version = 1

  /// One file's record.
  public struct Entry: Hashable, Sendable {
    /// The SHA-256 of its bytes in lower-case hexadecimal.
    public let sha256: String
    /// Its length in bytes.
    public let size: Int

    /// Creates a record.
    public init(sha256: String, size: Int) {
      self.sha256 = sha256
      self.size = size
    }
  }

  /// Why bytes are no manifest.
  public struct Malformation: Error, Hashable, Sendable {
    /// What is wrong with them.
    public let reason: LocalizedText

    init(en: String, zh: String) {
      reason = LocalizedText(en: en, zh: zh)
    }
  }

  /// The program that wrote the generation, with its version.
  public let generator: String
  /// The files by path.
  public let files: [String: Entry]

  /// The manifest of files, in any order.
  public init(of files: [OutputFile], generator: String) {
    self.generator = generator
    self.files = Dictionary(
      files.map { ($0.path, Entry(sha256: $0.sha256, size: $0.size)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Reads a manifest and checks all of it: version, paths, digests and sizes.
  public init(decoding bytes: [UInt8]) throws(Malformation) {
    let raw: RawManifest
    do {
      raw = try JSONDecoder().decode(RawManifest.self, from: Data(bytes))
    } catch let malformation as Malformation {
      throw malformation
    } catch {
      throw Malformation(
        en: "it is not JSON of a manifest's shape", zh: "内容不是清单格式的 JSON")
    }
    var files: [String: Entry] = [:]
    for (path, entry) in raw.files {
      if let fault = OutputPath.fault(in: path) {
        throw Malformation(
          en: "it lists '\(path)': \(fault.reason.english)",
          zh: "其中列有“\(path)”：\(fault.reason.chinese)")
      }
      guard path != Manifest.path, entry.size >= 0, isDigest(entry.sha256) else {
        throw Malformation(
          en: "its record of '\(path)' has no proper digest and size",
          zh: "其中“\(path)”的校验值或大小不正确")
      }
      files[path] = Entry(sha256: entry.sha256, size: entry.size)
    }
    generator = raw.generator
    self.files = files
  }

  /// The manifest's bytes: stable for equal manifests.
  ///
  /// - Complexity: O(n log n).
  public func encoded() -> [UInt8] {
    var json = Array("{\"version\":\(Manifest.version),\"generator\":".utf8)
    json.reserveCapacity(files.count * 160)
    append(generator, to: &json)
    json += ",\"files\":{\n".utf8
    for (index, file) in files.sorted(by: { $0.key.precedes($1.key) }).enumerated() {
      if index > 0 { json += ",\n".utf8 }
      append(file.key, to: &json)
      json += ":{\"sha256\":\"".utf8
      json += file.value.sha256.utf8
      json += "\",\"size\":\(file.value.size)}".utf8
    }
    json += "\n}}\n".utf8
    return json
  }
}

/// The SHA-256 of bytes in lower-case hexadecimal.
func sha256Digest(of bytes: [UInt8]) -> String {
  hexadecimal(SHA256.hash(data: bytes))
}

/// The SHA-256 of a file that comes in pieces.
struct RunningDigest {
  private var hash = SHA256()

  mutating func update(_ bytes: [UInt8]) {
    hash.update(data: bytes)
  }

  func digest() -> String {
    hexadecimal(hash.finalize())
  }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(2 * bytes.underestimatedCount)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

private func isDigest(_ text: String) -> Bool {
  text.utf8.count == 64
    && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
}

/// Appends a text as a JSON string; control characters are escaped, all else is as it is.
private func append(_ text: String, to json: inout [UInt8]) {
  json.append(UInt8(ascii: "\""))
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
    case ..<0x20:
      json += (byte < 0x10 ? "\\u000" : "\\u00").utf8
      json += String(byte, radix: 16).utf8
    default: json.append(byte)
    }
  }
  json.append(UInt8(ascii: "\""))
}

/// The JSON as it stands, before its values are checked.
private struct RawManifest: Decodable {
  struct RawEntry: Decodable {
    let sha256: String
    let size: Int
  }

  enum CodingKeys: String, CodingKey {
    case version, generator, files
  }

  let generator: String
  let files: [String: RawEntry]

  /// Looks at the version first: another version may have another shape.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Manifest.version else {
      throw Manifest.Malformation(
        en: "its version is \(version), this program knows version \(Manifest.version)",
        zh: "清单版本为 \(version)，本程序只支持版本 \(Manifest.version)")
    }
    generator = try container.decode(String.self, forKey: .generator)
    files = try container.decode([String: RawEntry].self, forKey: .files)
  }
}

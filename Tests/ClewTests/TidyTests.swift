import Foundation
import Testing

/// What no compiler checks and every reader relies on.
@Suite("The sources are tidy")
struct TidyTests {
  /// The modules that each target may import, beside Swift's own and Foundation.
  private static let imports: [String: Set<String>] = [
    "CCmark": [], "CCurl": [], "CSystem": [], "CDeflate": [], "SearchCore": [],
    "Diagnostics": ["Dispatch", "Synchronization"],
    "embed-commit": [], "embed-templates": [],
    "Caching": ["CDeflate", "Crypto", "Glibc", "Synchronization"],
    "Markup": ["CCmark", "Diagnostics", "Yams"],
    "Knowledge": ["Diagnostics", "Markup"],
    "Publishing": [
      "CCurl", "CSystem", "Crypto", "Diagnostics", "Glibc", "Synchronization",
    ],
    "Site": [
      "CDeflate", "Caching", "Crypto", "Diagnostics", "Glibc", "Knowledge", "Markup", "Mustache",
      "Publishing",
      "SearchCore", "Synchronization",
    ],
    "Preview": [
      "Diagnostics", "Glibc", "Knowledge", "Publishing", "Site", "Synchronization",
    ],
    "clew": [
      "ArgumentParser", "CJemalloc", "Diagnostics", "Dispatch", "Glibc", "Knowledge", "Markup",
      "Preview", "Publishing", "SearchCore", "Site", "Synchronization",
    ],
  ]

  @Test("imports point downward only")
  func importDirections() throws {
    for file in try Self.files(in: ["Sources"], suffix: ".swift") {
      let target = String(file.path.split(separator: "/")[1])
      guard let allowed = Self.imports[target] else {
        Issue.record("say in TidyTests what '\(target)' may import")
        continue
      }
      for module in file.imports where module != "Foundation" {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
      // It runs in browsers as well, where there is no Foundation.
      #expect(target != "SearchCore" || !file.imports.contains("Foundation"), "\(file.path)")
    }
  }

  @Test("a library that is hard to replace is known to one file")
  func oneDoor() throws {
    let files = try Self.files(in: ["Sources"], suffix: ".swift")
    for (module, count) in [
      ("CCmark", 1), ("Yams", 1), ("CCurl", 1), ("CSystem", 1), ("CDeflate", 2),
    ] {
      let doors = files.filter { $0.imports.contains(module) }.map(\.path)
      #expect(doors.count == count, "\(module): \(doors)")
    }
  }

  @Test("files are short")
  func lengths() throws {
    for file in try Self.files(in: ["Sources", "Tests", "Plugins"], suffix: ".swift") {
      #expect(file.lines.count < 500, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test("no marks of unfinished work, and no way around the compiler's checks")
  func forbiddenWords() throws {
    // Written in two parts, so that this file may hold them.
    let words = [
      "TO" + "DO", "FIX" + "ME", "XX" + "X", "try" + "!", "fatal" + "Error(", "as" + "! ",
      "nonisolated" + "(unsafe)", "@unchecked" + " Sendable", "@precon" + "currency",
      "swift-format" + "-ignore",
    ]
    let folders = ["Sources", "Tests", "Plugins", "templates", "docs"]
    for file in try Self.files(in: folders, suffix: "") {
      for word in words {
        #expect(!file.text.contains(word), "\(file.path) holds \(word)")
      }
    }
  }

  @Test("no clock, chance or locale is within reach of the output")
  func determinism() throws {
    let words = [
      "Date()", "Date(time", "Clock", ".random", "shuffle", "hashValue", "UUID", "Locale",
      "TimeZone", "ProcessInfo", "print(",
    ]
    for target in ["Diagnostics", "Markup", "Knowledge", "Site"] {
      for file in try Self.files(in: ["Sources/\(target)"], suffix: ".swift") {
        for (number, line) in file.lines.enumerated() where !line.contains("//") {
          let found = words.filter { word in line.ranges(of: word).contains { isWord($0, line) } }
          #expect(found.isEmpty, "\(file.path):\(number + 1): \(found)")
        }
      }
    }
  }

  /// Whether a range does not begin within a longer name, such as `CalendarDate(`.
  private func isWord(_ range: Range<Substring.Index>, _ line: Substring) -> Bool {
    guard let before = line[..<range.lowerBound].last, line[range].first?.isLetter ?? false else {
      return true
    }
    return !before.isLetter
  }

  @Test("every command is helped with an example, and described with every option in docs/cli.md")
  func help() async throws {
    let space = try Workspace(["a.txt": ""])
    let docs = try Self.files(in: ["docs"], suffix: "cli.md").first?.text
    let root = try await space.clew("--help").output
    let commands =
      root.components(separatedBy: "SUBCOMMANDS:").last?
      .matches(of: #/\n  ([a-z]+) /#).map { String($0.1) } ?? []
    #expect(Set(["build", "check", "list", "render", "tree", "explain"]).isSubset(of: commands))
    for command in commands where command != "help" {
      let help = try await space.clew(command, "--help").output
      #expect(help.contains("EXAMPLE") && help.contains("clew \(command)"), "\(command)")
      guard let docs else { continue }
      #expect(docs.contains("### `clew \(command)"), "docs/cli.md lacks \(command)")
      for option in help.matches(of: /--[a-z][a-z-]*/).map({ String($0.0) }) {
        #expect(docs.contains(option), "docs/cli.md lacks \(option) of \(command)")
      }
    }
    #expect(root.contains("EXAMPLE") && root.contains("EXIT CODES"))
  }

  // MARK: Files

  /// One file of the repository.
  private struct File {
    let path: String
    let text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    var imports: [String] {
      lines.compactMap { line in
        let words = line.prefix { $0 != "/" }.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place < 3, place + 1 < words.count,
          !line.hasPrefix(" ")
        else { return nil }
        return String(words[place + 1].split(separator: ".")[0])
      }
    }
  }

  private static func files(in folders: [String], suffix: String) throws -> [File] {
    let root = Program.repository.path(percentEncoded: false)
    return try folders.flatMap { folder -> [File] in
      let names = try FileManager.default.subpathsOfDirectory(atPath: root + folder).sorted()
      return names.filter { $0.hasSuffix(suffix) }.compactMap { name in
        let url = URL(filePath: root + folder + "/" + name)
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        return File(path: "\(folder)/\(name)", text: text)
      }
    }
  }
}

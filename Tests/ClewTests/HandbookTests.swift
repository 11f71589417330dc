import Foundation
import Testing

/// Follows `docs/editing.zh.md` as an editor would, from an empty folder.
@Suite("The editors' handbook", .timeLimit(.minutes(5)))
struct HandbookTests {
  @Test("every command in it answers as it says, and every edit can be made")
  func everyStep() async throws {
    let url = Program.repository.appending(path: "docs/editing.zh.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let space = try Workspace([:])
    var folder = ""
    var count = 0
    for block in Self.blocks(of: text) {
      switch block.kind {
      case "console":
        for step in Self.steps(of: block.lines) {
          let words = step.command.split(separator: " ").map(String.init)
          if words.first == "cd" {
            folder = words[1]
            continue
          }
          try #require(words.first == "clew", "\(step.command)")
          let run = try await space.run(try Program.path, Array(words.dropFirst()), in: folder)
          #expect(
            Self.matches(run.output + run.errors, step.answer),
            "\(step.command):\n\(run.output)\(run.errors)")
          count += 1
        }
      case "markdown": try space.write("\(folder)/\(block.file)", block.lines.text)
      case "diff": try edit("\(folder)/\(block.file)", block.lines, in: space)
      default: Issue.record("a block of '\(block.kind)' is not tried")
      }
    }
    #expect(count > 15)
    #expect(text.matches(of: #/\n## \d+\. /#).count == 10)
  }

  /// Replaces the lines behind hyphens by those behind plus signs.
  private func edit(_ path: String, _ lines: [Substring], in space: Workspace) throws {
    let old = lines.filter { $0.hasPrefix("-") }.map { $0.dropFirst() }.text
    let new = lines.filter { $0.hasPrefix("+") }.map { $0.dropFirst() }.text
    let text = try String(contentsOfFile: space.path(path), encoding: .utf8)
    try #require(text.components(separatedBy: old).count == 2, "\(path): \(old)")
    try space.write(path, text.replacing(old, with: new))
  }

  // MARK: Reading the handbook

  /// A fenced block: its kind, the file that it is about, its lines.
  private struct FencedBlock {
    let kind: String
    let file: String
    var lines: [Substring] = []
  }

  private static func blocks(of text: String) -> [FencedBlock] {
    var blocks: [FencedBlock] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isOpen.toggle()
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        if isOpen {
          blocks.append(FencedBlock(kind: words.first ?? "", file: words.dropFirst().first ?? ""))
        }
      } else if isOpen {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  /// The commands behind `$`, each with the lines that answer it.
  private static func steps(of lines: [Substring]) -> [(command: String, answer: String)] {
    var steps: [(command: String, answer: [Substring])] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        steps.append((String(line.dropFirst(2)), []))
      } else if !steps.isEmpty {
        steps[steps.count - 1].answer.append(line)
      }
    }
    return steps.map { ($0.command, $0.answer.text) }
  }

  /// Whether an answer is what the handbook shows, where `…` stands for anything.
  private static func matches(_ answer: String, _ shown: String) -> Bool {
    let parts = shown.components(separatedBy: "…")
    guard parts.count > 1 else { return answer == shown }
    var rest = answer[...]
    for (number, part) in parts.dropLast().enumerated() {
      guard let range = rest.range(of: part, options: number == 0 ? .anchored : []) else {
        return false
      }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}

extension [Substring] {
  /// The lines as a file has them.
  fileprivate var text: String { map { $0 + "\n" }.joined() }
}

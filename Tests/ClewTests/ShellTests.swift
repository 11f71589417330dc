import Foundation
import Testing

@Suite("What the shell is told of the program", .timeLimit(.minutes(5)))
struct ShellTests {
  private let space: Workspace

  init() throws {
    space = try Workspace(["a.txt": ""])
  }

  /// The names of the commands, as the help lists them.
  private func commands() async throws -> [String] {
    let help = try await space.clew("--help").output
    let list = help.components(separatedBy: "SUBCOMMANDS:").last ?? ""
    return list.matches(of: #/\n  ([a-z]+) /#).map { String($0.1) }
  }

  @Test("completions know every command and option", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) async throws {
    let run = try await space.clew("completions", shell)
    #expect(run.status == 0 && run.errors.isEmpty)
    let commands = try await commands()
    #expect(commands.count > 10)
    for command in commands { #expect(run.output.contains(command), "\(command)") }
    #expect(run.output.contains("base-url") && run.output.contains("sarif"))
  }

  @Test("bash reads its completions and offers commands")
  func bash() async throws {
    try space.write("clew.bash", try await space.clew("completions", "bash").output)
    let script = """
      set -e; source clew.bash
      COMP_WORDS=(clew ex); COMP_CWORD=1; COMP_LINE='clew ex'; COMP_POINT=7; COMP_TYPE=9
      _clew clew ex clew || true; echo "${COMPREPLY[@]}"
      """
    let run = try await space.run("/bin/bash", ["-c", script])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("export") && run.output.contains("explain"), "\(run.output)")
    #expect(!run.output.contains("build"))
  }

  @Test("no other shell is known")
  func otherShell() async throws {
    #expect(try await space.clew("completions", "csh").status == 64)
  }

  @Test("the manual page has every command, its options, and no line that is read as a request")
  func manual() async throws {
    let page = try await space.clew("man").output
    #expect(page.hasPrefix(".TH CLEW 1 "))
    for command in try await commands() where command != "help" {
      #expect(page.contains("\n.SS clew \(command)"), "\(command)")
    }
    #expect(
      page.contains(#"\-\-base\-url BASE\-URL"#) && page.contains("\n.SS clew diff OLD NEW\n"))
    let requests: Set = [".TH", ".SH", ".SS", ".B", ".TP", ".PP", ".nf", ".fi"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains(String(line.prefix { $0 != " " })), "\(line)")
    }
    #expect(page.components(separatedBy: "--site").count == 1)
    #expect(page.components(separatedBy: #"\-\-quiet"#).count == 2, "common options are told once")
  }

  @Test("the version names the commit")
  func version() async throws {
    let version = try await space.clew("--version").output
    #expect(version.wholeMatch(of: #/\d+\.\d+\.\d+ \(([0-9a-f]{12}|unknown)\)\n/#) != nil)
  }
}

internal import Foundation

/// The manual page of a program, in the `man` macros of roff.
struct ManualPage {
  /// What the parser of arguments says of a program.
  struct Tool: Decodable {
    let command: Command
  }

  /// A command with its arguments.
  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  /// An argument, an option or a flag.
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let isOptional: Bool
    let shouldDisplay: Bool
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
  }

  /// The page.
  let roff: String

  /// Writes the page of a command and of those below it.
  init(_ command: Command, version: String) {
    let name = command.commandName
    let commands = (command.subcommands ?? []).filter { $0.commandName != "help" }
    // Every command has these, so that they are told once.
    let common =
      commands.map { Set(Self.options(of: $0).map(Self.signature)) }
      .reduce(nil as Set<String>?) { $0?.intersection($1) ?? $1 } ?? []
    let shared = Self.options(of: commands.first).filter { common.contains(Self.signature($0)) }
    var text = ".TH \(name.uppercased()) 1 \"\" \"\(name) \(version)\"\n"
    text += ".SH NAME\n\(name) \\- \(Self.escaped(command.abstract ?? ""))\n"
    text += ".SH SYNOPSIS\n.B \(name)\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n"
    text += ".SH DESCRIPTION\n" + Self.literal(command.discussion ?? "")
    text += ".SH OPTIONS OF EVERY COMMAND\n" + shared.map(Self.entry).joined()
    text += ".SH COMMANDS\n"
    for item in commands {
      text += ".SS \(name) \(item.commandName)" + Self.synopsis(item) + "\n"
      text += Self.escaped(item.abstract ?? "") + "\n"
      let own = (item.arguments ?? []).filter {
        $0.shouldDisplay && !common.contains(Self.signature($0))
      }
      text += own.map(Self.entry).joined()
      text += Self.literal(item.discussion ?? "")
    }
    roff = text
  }

  private static func options(of command: Command?) -> [Argument] {
    (command?.arguments ?? []).filter { $0.shouldDisplay && $0.kind != "positional" }
  }

  private static func synopsis(_ command: Command) -> String {
    let values = (command.arguments ?? []).filter { $0.kind == "positional" && $0.shouldDisplay }
    return values.map { value in
      let name = (value.valueName ?? "").uppercased()
      return " " + escaped(value.isOptional ? "[\(name)]" : name)
    }.joined()
  }

  /// The names of an argument, as one types them.
  private static func signature(_ argument: Argument) -> String {
    guard argument.kind != "positional" else { return (argument.valueName ?? "").uppercased() }
    let names = (argument.names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name }
    let value = argument.kind == "option" ? " \((argument.valueName ?? "").uppercased())" : ""
    return names.joined(separator: ", ") + value
  }

  private static func entry(_ argument: Argument) -> String {
    let standard = argument.defaultValue.map { " (default: \($0))" } ?? ""
    let text = (argument.abstract ?? "") + (argument.kind == "flag" ? "" : standard)
    return ".TP\n.B \(escaped(signature(argument)))\n\(escaped(text))\n"
  }

  /// A text whose lines stay as they are.
  private static func literal(_ text: String) -> String {
    text.isEmpty ? "" : ".PP\n.nf\n\(escaped(text))\n.fi\n"
  }

  /// A text in which nothing is a request: hyphens are those of the keyboard, and no line begins
  /// with a control character.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }
      .joined(separator: "\n")
  }
}

internal import ArgumentParser

struct CompletionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Prints a script by which a shell completes commands and options.",
    discussion: """
      EXAMPLE
        clew completions bash > ~/.local/share/bash-completion/completions/clew
        clew completions zsh > ~/.zfunc/_clew
        clew completions fish > ~/.config/fish/completions/clew.fish
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "The shell: bash, zsh, fish.")
  var shell: Shell

  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  func run() async throws {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try Console(common).output(Clew.completionScript(for: kind) + "\n")
  }
}

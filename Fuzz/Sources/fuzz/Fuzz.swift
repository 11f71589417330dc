import CFuzzer
import Foundation

/// Feeds one part of the program with what libFuzzer makes up: `fuzz TARGET CORPUS [OPTIONS]`.
///
/// A target traps where the part breaks its word; libFuzzer keeps the input that did it.
@main
struct Fuzz {
  static func main() {
    let target = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : ""
    if target == "seeds", CommandLine.arguments.count > 2 {
      for (number, seed) in indexSeeds.enumerated() {
        let file = URL(filePath: CommandLine.arguments[2]).appending(path: "\(number)")
        try? Data(seed).write(to: file)
      }
      return
    }
    guard let callback = callbacks[target] else {
      print("targets: " + callbacks.keys.sorted().joined(separator: " "))
      return
    }
    // The name of the target is nothing that libFuzzer knows.
    let arguments = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
    var count = CInt(arguments.count)
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    pointers.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      _ = LLVMFuzzerRunDriver(&count, &start, callback)
    }
  }

  /// A pointer to a C function carries no value with it, so each target has one of its own.
  static let callbacks: [String: FuzzerCallback] = [
    "front-matter": {
      fuzzFrontMatter(bytes($0, $1)); return 0
    },
    "markdown": {
      fuzzMarkdown(bytes($0, $1)); return 0
    },
    "tree": {
      fuzzTree(bytes($0, $1)); return 0
    },
    "index": {
      fuzzIndex(bytes($0, $1)); return 0
    },
    "query": {
      fuzzQuery(bytes($0, $1)); return 0
    },
    "template": {
      fuzzTemplate(bytes($0, $1)); return 0
    },
  ]

  private static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }
}

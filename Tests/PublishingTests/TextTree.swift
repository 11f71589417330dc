import Testing

@testable import Publishing

/// A tree of texts; what the tree refuses fails the test.
func tree(_ files: [String: String]) -> OutputTree {
  var tree = OutputTree()
  for (path, text) in files.sorted(by: { $0.key < $1.key }) {
    let refusal = tree.add(path, Array(text.utf8))
    #expect(refusal == nil)
  }
  return tree
}

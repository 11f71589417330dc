import Testing

@testable import Site

@Suite("All that an output depends on")
struct BuildInputsTests {
  private let files = SmallSite.files("--- content/pages/a.md\n# 甲\n--- content/pages/b.md\n# 乙\n")

  private func digest(
    _ files: GuideFiles, program: String = "p", _ change: (inout BuildOptions) -> Void = { _ in }
  ) async -> String {
    var options = BuildOptions()
    change(&options)
    return await BuildInputs(of: files, options: options, program: program).digest
  }

  @Test("is the same at any number of threads, and another with any byte, name, option or program")
  func digests() async {
    let own = await digest(files)
    #expect(await digest(files) { $0.jobs = 8 } == own)

    var others: [String] = [own]
    for place in files.content.indices {
      let file = files.content[place]
      var changed = files
      changed.content[place] = GuideFiles.File(path: file.path, bytes: file.bytes + [0x0A])
      others.append(await digest(changed))
      changed.content[place] = GuideFiles.File(path: file.path + "x", bytes: file.bytes)
      others.append(await digest(changed))
      changed.content.remove(at: place)
      others.append(await digest(changed))
    }
    others.append(await digest(files, program: "q"))
    others.append(await digest(files) { $0.includesDrafts = true })
    var templated = files
    templated.templates.append(GuideFiles.File(path: "templates/base.mustache", bytes: []))
    others.append(await digest(templated))
    #expect(Set(others).count == others.count)
  }
}

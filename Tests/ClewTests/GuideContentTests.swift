import Diagnostics
import Knowledge
import Markup
import Testing

/// What must hold for every page of the guide, whoever writes it.
@Suite struct GuideContentTests {
  let guide: OwnGuide

  init() async throws {
    guide = try await OwnGuide.loaded()
  }

  @Test func passesTheStrictCheck() {
    #expect(guide.diagnostics.map { "\($0.file): \($0.message.chinese)" } == [])
  }

  @Test(arguments: [
    (EntryKind.cause, 18), (.solution, 16), (.prevention, 15), (.term, 38), (.tree, 4),
    (.checklist, 4),
  ])
  func isComplete(kind: EntryKind, count: Int) {
    #expect(guide.index.entries(kind).count == count)
  }

  @Test func theApplicationChecklistHasFourGroups() throws {
    let entry = try #require(guide.index[.checklist, "application"])
    guard case .checklist(let checklist) = entry.content else {
      Issue.record("application is no checklist")
      return
    }
    #expect(
      checklist.groups.map { $0.heading?.anchor } == [
        "before", "contract", "device", "first-use",
      ])
    #expect(checklist.groups.map(\.items.count) == [6, 8, 4, 4])
  }

  // MARK: What each kind answers

  @Test func everyCauseAnswersItsSevenQuestions() {
    for (entry, cause) in guide.causes {
      #expect(!cause.symptoms.isEmpty, "\(entry.id): what you see")
      #expect(!entry.section("recognise").isEmpty, "\(entry.id): how to recognise it")
      #expect(!entry.section("neighbours").isEmpty, "\(entry.id): how to tell it from others")
      #expect(cause.likelihood != nil, "\(entry.id): how likely")
      #expect(cause.fixedBy?.isEmpty == false, "\(entry.id): who can put it right")
      #expect(cause.expectedTime?.isEmpty == false, "\(entry.id): when to expect the money")
      #expect(!entry.section("now").isEmpty, "\(entry.id): what to do now")
      #expect(!entry.section("avoid").isEmpty, "\(entry.id): what not to do")
      #expect(cause.say?.isEmpty == false, "\(entry.id): what to say")
      #expect(!cause.evidence.isEmpty, "\(entry.id): what to keep")
    }
  }

  @Test func everyCauseTellsItsNeighboursApart() {
    for (entry, _) in guide.causes {
      let causes = entry.section("neighbours").destinations.filter {
        guard case .success(.entry(let key, _)) = guide.index.target(of: $0, from: entry) else {
          return false
        }
        return key.kind == .cause && key != entry.key
      }
      #expect(causes.count >= 2, "\(entry.id)")
    }
  }

  @Test func everyCauseIsShortEnoughToReadAtTheCounter() {
    for (entry, _) in guide.causes {
      #expect(250...700 ~= entry.body.proseLength, "\(entry.id): \(entry.body.proseLength)")
    }
  }

  @Test func everySolutionHasStepsWithWhatToSee() {
    for entry in guide.index.entries(.solution) {
      let lists = entry.section("steps").orderedLists
      #expect(lists.count == 1, "\(entry.id)")
      for (number, item) in (lists.first?.items ?? []).enumerated() {
        let texts = item.blocks.dropFirst().map { [$0].plainText }
        #expect(texts.contains { $0.hasPrefix("应看到：") }, "\(entry.id), step \(number + 1)")
      }
    }
  }

  @Test func everySolutionSaysWhatNextAndWhatToSay() {
    for entry in guide.index.entries(.solution) {
      guard case .solution(let solution) = entry.content else { continue }
      #expect(!entry.section("next").destinations.isEmpty, "\(entry.id): what next")
      #expect(MessageTemplate.all(in: entry.section("say")).count == 1, "\(entry.id): a message")
      #expect(!entry.section("need").isEmpty, "\(entry.id): what you need")
      #expect(solution.who?.isEmpty == false, "\(entry.id): who")
      #expect(solution.takes?.isEmpty == false, "\(entry.id): how long")
    }
  }

  @Test func everyPreventionSaysHowWhyAndHowToCheck() {
    for entry in guide.index.entries(.prevention) {
      guard case .prevention(let prevention) = entry.content else { continue }
      #expect(entry.section("how").orderedLists.count == 1, "\(entry.id): how")
      #expect(!entry.section("why").isEmpty, "\(entry.id): why")
      #expect(!entry.section("check").isEmpty, "\(entry.id): how to check")
      #expect(prevention.howOften?.isEmpty == false, "\(entry.id): how often")
    }
  }

  @Test func everyOutcomeHasAnActionAPersonAndATime() {
    for (entry, tree) in guide.trees {
      for node in tree.nodes where node.kind == .outcome {
        let place = "\(entry.id)#\(node.id)"
        #expect(beginsWithAnAction(node), "\(place): an action, in bold, comes first")
        let items = node.body.flatMap { block -> [String] in
          guard case .list(let list) = block else { return [] }
          return list.items.map(\.blocks.plainText)
        }
        for label in ["谁来办：", "什么时候：", "找谁、带什么："] {
          let item = items.first { $0.hasPrefix(label) }
          #expect((item?.count ?? 0) > label.count, "\(place): \(label)")
        }
      }
    }
  }

  private func beginsWithAnAction(_ node: TreeNode) -> Bool {
    guard case .paragraph(let paragraph) = node.body.first,
      case .strong(let action) = paragraph.content.first
    else { return false }
    return !action.plainText.isEmpty
  }

  @Test func everyEntryCanBeFoundAndIsDated() {
    for entry in guide.index.entries {
      #expect(!entry.keywords.isEmpty, "\(entry.file): keywords")
      #expect(!entry.summary.isEmpty, "\(entry.file): summary")
      #expect(entry.updated != nil, "\(entry.file): updated")
      #expect(entry.reviewBy != nil, "\(entry.file): review_by")
    }
  }

  @Test func everyTermIsLinkedFromAnotherPage() {
    var linked: Set<EntryKey> = []
    for entry in guide.index.entries {
      for destination in entry.body.destinations {
        guard case .success(.entry(let key, _)) = guide.index.target(of: destination, from: entry),
          key != entry.key
        else { continue }
        linked.insert(key)
      }
    }
    let missing = guide.index.entries(.term).map(\.key).filter { !linked.contains($0) }
    #expect(missing.map(\.id) == [])
  }

  // MARK: What no text may hold

  @Test func everyNumberInTextIsAFact() {
    for entry in guide.index.entries {
      for text in entry.body.textsOutsideFacts(guide.index.facts) {
        #expect(WritingRules.strayNumbers(in: text) == [], "\(entry.file): \(text)")
      }
    }
  }

  @Test func everyNumberInFrontMatterIsAValueOfTheRegister() {
    let values = guide.index.facts.facts.map(\.value)
    let texts =
      guide.index.entries.flatMap { entry in entry.frontTexts.map { (entry.file, $0) } }
      + [
        (SiteSettings.file, guide.settings.title), (SiteSettings.file, guide.settings.description),
      ]
    for (file, text) in texts {
      #expect(WritingRules.strayNumbers(in: text, values: values) == [], "\(file): \(text)")
    }
  }

  @Test func everyFactIsUsed() {
    let used = Set(guide.index.entries.flatMap(\.body.destinations))
    let unused = guide.index.facts.facts.map(\.id).filter { !used.contains("fact:\($0)") }
    #expect(unused == [])
  }

  @Test func promisesNothing() {
    #expect(!guide.settings.promises.isEmpty)
    for (path, text) in guide.rawTexts where path != SiteSettings.file {
      #expect(guide.settings.promises.filter { text.contains($0) } == [], "\(path)")
    }
  }

  @Test func namesNoBrand() {
    for (path, text) in guide.rawTexts where path != "content/pages/sources.md" {
      let lowercased = text.lowercased()
      let named = WritingRules.brands.filter { lowercased.contains($0.lowercased()) }
      #expect(named == [], "\(path)")
    }
  }

  @Test func holdsNoNumberOfACardAPersonOrAPrivateTelephone() {
    for (path, text) in guide.rawTexts {
      #expect(SensitiveNumber.all(in: text) == [], "\(path)")
    }
  }
}

/// The helpers of the tests above, tried on texts made for it.
@Suite struct WritingRulesTests {
  @Test(arguments: [
    ("签的是 T+1，Ⅱ 类户，见 ①。", []), ("常见 3 天。", ["3"]), ("等 1–3 个工作日。", []),
    ("等 11–3 个工作日。", ["11", "3"]), ("代码 00。", []), ("代码 003。", ["003"]), ("２０ 元", ["２０"]),
    ("12363", []), ("123635", ["123635"]),
  ])
  func findsStrayNumbers(text: String, numbers: [String]) {
    let values = ["1–3 个工作日", "00", "12363"]
    #expect(WritingRules.strayNumbers(in: text, values: values) == numbers)
  }
}

internal import Diagnostics
internal import Knowledge
internal import Markup
internal import Publishing

extension GuideReport {
  // MARK: Reviews

  private struct Review {
    let day: CalendarDate
    let what: String
    let title: String
    let file: String
  }

  /// What is to be looked at again, the most overdue first.
  func reviews() -> Section {
    let content = ContentFiles(files.content)
    let entries = index.entries.compactMap { entry in
      entry.reviewBy.map {
        Review(
          day: $0.value, what: name(entry.kind), title: entry.title, file: entry.file)
      }
    }
    let facts = index.facts.facts.compactMap { fact in
      fact.reviewBy.map {
        Review(
          day: $0.value, what: say("fact", "登记项"), title: fact.what, file: FactRegister.file)
      }
    }
    let years = content.holidays().0.years.compactMap { year in
      year.reviewBy.map {
        Review(
          day: $0.value, what: say("holidays", "放假安排"), title: String(year.year),
          file: HolidayRegister.file)
      }
    }
    let all = (entries + facts + years).sorted {
      ($0.day, $0.file, $0.title) < ($1.day, $1.file, $1.title)
    }
    let rows = all.map { review -> HTML in
      let isOverdue = today.map { review.day < $0 } ?? false
      let state: HTML = isOverdue ? mark(say("overdue", "过期")) : HTML()
      return """
        <tr><td>\(review.day.description) \(state)</td><td>\(review.what)</td>\
        <th scope="row">\(review.title)</th><td><code>\(review.file)</code></td></tr>

        """
    }
    let undated = index.entries.count { $0.reviewBy == nil }
    let note = say("Entries without a date: \(undated).", "没写复核日期的内容：\(undated) 个。")
    let title = say("Review dates", "复核日期")
    let head = [say("Day", "日期"), say("Kind", "种类"), say("Title", "标题"), say("File", "文件")]
    return Section("reviews", title, "<p>\(note)</p>\n" + table(title, head, rows))
  }

  private func name(_ kind: EntryKind) -> String {
    language == .chinese ? kind.chineseName : kind.rawValue
  }

  // MARK: Facts and orphans

  /// The register of facts, and how often each is used.
  func facts() -> Section {
    var uses: [String: Int] = [:]
    for entry in index.entries {
      for link in entry.links where link.value.hasPrefix("fact:") {
        uses[String(link.value.dropFirst(5)), default: 0] += 1
      }
    }
    let rows = index.facts.facts.map { fact -> HTML in
      let count = uses[fact.id] ?? 0
      let used: HTML = count > 0 ? "\(String(count))" : mark(say("unused", "没用到"))
      return """
        <tr><th scope="row"><code>\(fact.id)</code></th><td>\(fact.value)</td>\
        <td>\(fact.what)</td><td>\(fact.source.title)</td>\
        <td>\(fact.checked?.description ?? "")</td><td class="number">\(used)</td></tr>

        """
    }
    let title = say("Facts", "数字登记册")
    let head = [
      say("Id", "id"), say("Value", "值"), say("What", "是什么"), say("Source", "来源"),
      say("Checked", "核对"), say("Uses", "用了几次"),
    ]
    return Section("facts", title, table(title, head, rows))
  }

  /// What nothing leads to, and drafts.
  func orphans() -> Section {
    let codes: Set = [Rule.unusedEntry.code, Rule.unreachedEntry.code]
    let rows = result.diagnostics.filter { codes.contains($0.code) }.map { finding -> HTML in
      "<tr><th scope=\"row\"><code>\(finding.file)</code></th><td>\(finding.message(language))</td></tr>\n"
    }
    let drafts = result.unchecked.leftOut.sorted().map { path -> HTML in
      """
      <tr><th scope="row"><code>content/\(path)</code></th><td>\(say("draft", "草稿"))</td></tr>

      """
    }
    let title = say("Orphans and drafts", "没人走到的和草稿")
    return Section(
      "orphans", title, table(title, [say("File", "文件"), say("Why", "为什么")], rows + drafts))
  }

  // MARK: Weight and time

  /// How many of the heaviest pages are shown.
  private static let shownPages = 20

  /// The heaviest pages that somebody writes, against their budget.
  func weights() -> Section {
    let title = say("Weight of pages", "页面大小")
    guard let guide = result.guide, let output = result.output else {
      return Section("weights", title, untold())
    }
    let style = Gzip.size(
      of:
        output.files.first { $0.path.hasPrefix("assets/style.") }?.bytes ?? [], effort: .best)
    let pages = SitePlan.planned(guide).plan.pages.compactMap {
      page -> (path: String, size: Int)? in
      switch page.content {
      case .entry, .node:
        return (page.path, Gzip.size(of: output[page.path] ?? [], effort: .best) + style)
      default: return nil
      }
    }.sorted { ($1.size, $0.path) < ($0.size, $1.path) }
    let budget = settings.pageBudget
    let rows = pages.prefix(Self.shownPages).map { page -> HTML in
      """
      <tr><th scope="row"><code>\(page.path)</code></th><td class="number">\(String(page.size))</td>\
      <td class="number">\(String(page.size * 100 / max(1, budget)))%</td></tr>

      """
    }
    let note = say(
      "Gzipped bytes of a page with its style sheet (\(style)); the budget is \(budget). \(pages.count) pages, the heaviest first.",
      "一页和样式（\(style)）压缩后的字节数，上限 \(budget)。共 \(pages.count) 页，最大的在前。")
    let head = [say("Page", "页面"), say("Bytes", "字节"), say("Of the budget", "占上限")]
    return Section("weights", title, "<p>\(note)</p>\n" + table(title, head, Array(rows)))
  }

  /// How long the steps of this build took.
  func times() -> Section {
    let title = say("Build times", "生成用时")
    let rows = timings.map { timing -> HTML in
      """
      <tr><th scope="row">\(timing.step.rawValue)</th>\
      <td class="number">\(String(timing.milliseconds))</td></tr>

      """
    }
    return Section(
      "times", title, table(title, [say("Step", "步骤"), say("Milliseconds", "毫秒")], rows))
  }
}

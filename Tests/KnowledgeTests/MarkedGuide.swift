import Diagnostics
import Knowledge
import Markup
import Testing

/// A small guide in one string, with marks where findings are expected.
///
/// A line such as `--- content/causes/a.md` begins a file. The mark 1️⃣ is taken out before the files
/// are read; in the line that begins a file it stands for a finding about the whole file.
struct MarkedGuide {
  /// Where a finding is expected, or was made; nil for a whole file.
  struct Place: Hashable, CustomStringConvertible {
    let file: String
    let start: SourcePosition?

    var description: String {
      start.map { "\(file):\($0.line):\($0.column)" } ?? file
    }
  }

  /// The files by path, without marks.
  private(set) var files: [(path: String, text: String)] = []
  /// The marks, ordered by path and place.
  private(set) var places: [Place] = []

  static let mark = "1️⃣"
  private static let header = "--- content/"

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(Self.header) {
        let path = line.dropFirst("--- ".count).replacing(" " + Self.mark, with: "")
        files.append((String(path), ""))
        if line.contains(Self.mark) { places.append(Place(file: String(path), start: nil)) }
      } else if !files.isEmpty {
        add(String(line))
      }
    }
    places.sort { left, right in
      if left.file != right.file { return left.file < right.file }
      guard let first = left.start else { return right.start != nil }
      return right.start.map { first < $0 } ?? false
    }
  }

  private mutating func add(_ line: String) {
    let (path, text) = files[files.count - 1]
    let number = text.utf8.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    var clean = ""
    for (index, part) in line.split(separator: Self.mark, omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 {
        let place = SourcePosition(line: number, column: clean.utf8.count + 1)
        places.append(Place(file: path, start: place))
      }
      clean += part
    }
    files[files.count - 1].text = text + clean + "\n"
  }

  /// The guide, and what reading it found.
  func read(
    drafts: Bool = false, today: CalendarDate? = nil
  ) -> (guide: UncheckedGuide, diagnostics: [Diagnostic]) {
    var log: [Diagnostic] = []
    var (settings, facts) = (SiteSettings(), FactRegister())
    var holidays = HolidayRegister()
    var entries: [Entry] = []
    var assets: Set<String> = []
    for (path, text) in files {
      let source = Source(path: path, text: text)
      switch path {
      case SiteSettings.file: log += assign(SiteSettings.parsed(source), to: &settings)
      case FactRegister.file: log += assign(FactRegister.parsed(source), to: &facts)
      case HolidayRegister.file: log += assign(HolidayRegister.parsed(source), to: &holidays)
      case _ where path.hasPrefix("content/assets/"):
        assets.insert(String(path.dropFirst("content/".count)))
      default:
        let (entry, problems) = EntryReader.entry(Document(source), key: key(path))
        entries.append(entry.entry)
        log += problems
      }
    }
    let guide = UncheckedGuide(
      entries, settings: settings, facts: facts, holidays: holidays, assets: assets,
      includesDrafts: drafts, today: today)
    let rules = EntryRules(settings: settings, facts: facts)
    log += guide.index.entries.flatMap { rules.diagnostics(of: $0.unpacked) }
    return (guide, (log + guide.diagnostics()).sorted())
  }

  private func assign<Value>(
    _ result: (Value, [Diagnostic]), to variable: inout Value
  ) -> [Diagnostic] {
    variable = result.0
    return result.1
  }

  private func key(_ path: String) -> EntryKey {
    let parts = path.dropLast(".md".count).split(separator: "/", maxSplits: 2).map(String.init)
    guard parts.count == 3, let kind = EntryKind(folder: parts[1]) else {
      return EntryKey(.home, "index")
    }
    return EntryKey(kind, parts[2])
  }
}

/// Expects errors and warnings with these codes at the marks, in the order of files and places, and
/// no others. One code stands for every mark.
@discardableResult
func expect(
  _ codes: String..., drafts: Bool = false, today: String? = nil, in text: String,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> [Diagnostic] {
  let marked = MarkedGuide(text)
  let found = marked.read(drafts: drafts, today: today.flatMap(CalendarDate.init)).diagnostics
    .filter { $0.severity != .note }
  let places = found.map { MarkedGuide.Place(file: $0.file, start: $0.range?.start) }
  let expected = codes.count == 1 ? marked.places.map { _ in codes[0] } : codes
  #expect(
    places == marked.places, "\(found.map(\.message.english))", sourceLocation: sourceLocation)
  #expect(found.map(\.code) == expected, sourceLocation: sourceLocation)
  for finding in found {
    #expect(
      !finding.message.english.isEmpty && finding.message.chinese != finding.message.english,
      sourceLocation: sourceLocation)
  }
  return found
}

/// Expects no error and no warning, and returns the guide.
func sound(
  drafts: Bool = false, _ text: String,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> Guide {
  let (unchecked, found) = MarkedGuide(text).read(drafts: drafts)
  let faults = found.filter { $0.severity != .note }
  #expect(faults.isEmpty, "\(faults.map(\.message.english))", sourceLocation: sourceLocation)
  return try #require(
    Guide(unchecked, diagnostics: faults), sourceLocation: sourceLocation)
}

/// A solution and a cause that lead to each other: what most small guides need to be sound.
let pair = """
  --- content/causes/late.md
  ---
  title: 没到期
  solutions: [wait]
  ---
  --- content/solutions/wait.md
  ---
  title: 等到期
  ---

  """

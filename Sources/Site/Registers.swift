internal import Caching
internal import Diagnostics
internal import Knowledge

/// What the files beside the entries say: the settings and the registers of a guide.
struct Registers: Sendable {
  let settings: SiteSettings
  let facts: FactRegister
  let synonyms: SynonymRegister
  let holidays: HolidayRegister
  /// What is wrong with these files.
  let diagnostics: [Diagnostic]
  /// By which these values are known to be the same.
  let key: CacheKey
  /// The rules about single entries, with what they know of these files.
  let rules: EntryRules

  init(_ content: ContentFiles, baseURL: String?) {
    let (settings, settingsLog) = content.settings(baseURL: baseURL)
    let (facts, factsLog) = content.facts()
    let (synonyms, synonymsLog) = content.synonyms()
    let (holidays, holidaysLog) = content.holidays()
    (self.settings, self.facts, self.synonyms, self.holidays) =
      (settings, facts, synonyms, holidays)
    diagnostics = settingsLog + factsLog + synonymsLog + holidaysLog
    var key = CacheKeyMaker("registers")
    key.add(baseURL ?? "")
    for file in content.registerFiles {
      key.add(file.path)
      key.add(file.bytes)
    }
    self.key = key.key()
    rules = EntryRules(settings: settings, facts: facts)
  }
}

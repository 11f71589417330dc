extension Grammar {
  /// The grammars by the names under which authors ask for them.
  static let byName: [String: Grammar] = {
    let languages: [(names: String, grammar: Grammar)] = [
      ("swift", swift), ("c h", c), ("cpp c++ cc cxx hpp", cpp), ("java", java),
      ("kotlin kt kts", kotlin), ("go golang", go), ("rust rs", rust), ("python py", python),
      ("ruby rb", ruby), ("php", php), ("javascript js jsx mjs", javascript),
      ("typescript ts tsx", typescript), ("json jsonc json5", json), ("yaml yml", yaml),
      ("toml", toml), ("ini conf cfg properties", ini), ("html htm xhtml", markup),
      ("xml svg", markup), ("css", css), ("sql", sql), ("bash sh shell zsh", bash),
      ("diff patch", diff), ("dockerfile docker", dockerfile), ("makefile make mk", makefile),
      ("markdown md", markdown),
    ]
    var byName: [String: Grammar] = [:]
    for (names, grammar) in languages {
      for name in names.split(separator: " ") { byName[String(name)] = grammar }
    }
    return byName
  }()
}

// The pieces that many languages share.
extension CodeSpan {
  fileprivate static let slashes = CodeSpan("//", nil, .comment)
  fileprivate static let starred = CodeSpan("/*", "*/", .comment, crossesLines: true)
  fileprivate static let nestedStarred = CodeSpan(
    "/*", "*/", .comment, crossesLines: true, nests: true)
  fileprivate static let hash = CodeSpan("#", nil, .comment)
  fileprivate static let spacedHash = CodeSpan("#", nil, .comment, place: .spaced)
  fileprivate static let dashes = CodeSpan("--", nil, .comment)
  fileprivate static let double = CodeSpan("\"", "\"", .string, escape: "\\")
  fileprivate static let single = CodeSpan("'", "'", .string, escape: "\\")
  fileprivate static let character = CodeSpan("'", "'", .string, escape: "\\", isCharacter: true)
  fileprivate static let tripleDouble = CodeSpan(
    "\"\"\"", "\"\"\"", .string, escape: "\\", crossesLines: true)
  fileprivate static let tripleSingle = CodeSpan(
    "'''", "'''", .string, escape: "\\", crossesLines: true)
  fileprivate static let backticks = CodeSpan("`", "`", .string, escape: "\\", crossesLines: true)
  fileprivate static let rawBackticks = CodeSpan("`", "`", .string, crossesLines: true)
}

// Languages of programs.
extension Grammar {
  private static let swift = Grammar(
    spans: [
      .slashes, .nestedStarred, CodeSpan("#\"", "\"#", .string), .tripleDouble, .double,
    ],
    keywords: """
      actor any as associatedtype async await borrowing break case catch class consume consuming
      continue convenience default defer deinit didSet do dynamic else enum extension fallthrough
      fileprivate final for func get guard if import in indirect infix init inout internal is isolated
      lazy let macro mutating nonisolated nonmutating open operator optional override package postfix
      precedencegroup prefix private protocol public repeat required rethrows return self set sending
      some static struct subscript super switch throw throws try typealias unowned unsafe var weak
      where while willSet
      """,
    types: "Self", constants: "false nil true", sigils: ["@": .attribute, "#": .keyword],
    hasCapitalTypes: true)

  private static let cKeywords = """
    alignas alignof asm auto break case const constexpr continue default do else enum extern for goto
    if inline register restrict return sizeof static static_assert struct switch thread_local typedef
    typeof union volatile while
    """

  private static let cTypes = """
    bool char double float int int8_t int16_t int32_t int64_t intptr_t long ptrdiff_t short signed
    size_t ssize_t uint8_t uint16_t uint32_t uint64_t uintptr_t unsigned void wchar_t FILE
    """

  private static let c = Grammar(
    spans: [.slashes, .starred, .double, .character], keywords: cKeywords, types: cTypes,
    constants: "NULL false nullptr true", sigils: ["#": .keyword])

  private static let cpp = Grammar(
    spans: [
      .slashes, .starred, CodeSpan("R\"(", ")\"", .string, crossesLines: true), .double, .character,
    ],
    keywords: cKeywords + " " + """
      and and_eq bitand bitor catch class co_await co_return co_yield compl concept consteval
      constinit const_cast decltype delete dynamic_cast explicit export final friend import module
      mutable namespace new noexcept not not_eq operator or or_eq override private protected public
      reinterpret_cast requires static_cast template this throw try typeid typename using virtual xor
      """,
    types: cTypes + " char8_t char16_t char32_t", constants: "NULL false nullptr true",
    sigils: ["#": .keyword], hasCapitalTypes: true)

  private static let java = Grammar(
    spans: [.slashes, .starred, .tripleDouble, .double, .character],
    keywords: """
      abstract assert break case catch class const continue default do else enum exports extends
      final finally for goto if implements import instanceof interface module native new
      package permits private protected public record requires return sealed static strictfp super
      switch synchronized this throw throws transient try var volatile when while yield
      """,
    types: "boolean byte char double float int long short void", constants: "false null true",
    sigils: ["@": .attribute], hasCapitalTypes: true)

  private static let kotlin = Grammar(
    spans: [.slashes, .nestedStarred, .tripleDouble, .double, .character],
    keywords: """
      abstract actual annotation as break by catch class companion const constructor continue
      crossinline data do else enum expect external final finally for fun get if import in infix init
      inline inner interface internal is lateinit noinline object open operator out override package
      private protected public reified return sealed set super suspend tailrec this throw try
      typealias val value var vararg when where while
      """,
    constants: "false null true", sigils: ["@": .attribute], hasCapitalTypes: true)

  private static let go = Grammar(
    spans: [.slashes, .starred, .double, .character, .rawBackticks],
    keywords: """
      break case chan const continue default defer else fallthrough for func go goto if import
      interface map package range return select struct switch type var
      """,
    types: """
      any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64
      rune string uint uint8 uint16 uint32 uint64 uintptr
      """,
    constants: "false iota nil true")

  private static let rust = Grammar(
    spans: [
      .slashes, .nestedStarred, CodeSpan("#[", "]", .attribute), CodeSpan("#![", "]", .attribute),
      CodeSpan("r#\"", "\"#", .string, crossesLines: true),
      CodeSpan("\"", "\"", .string, escape: "\\", crossesLines: true), .character,
    ],
    keywords: """
      as async await break const continue crate dyn else enum extern fn for if impl in let loop match
      mod move mut pub ref return self static struct super trait type unsafe use where while
      """,
    types: """
      Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
      """,
    constants: "false true", hasCapitalTypes: true)

  private static let python = Grammar(
    spans: [.hash, .tripleDouble, .tripleSingle, .double, .single],
    keywords: """
      and as assert async await break case class continue def del elif else except finally for from
      global if import in is lambda match nonlocal not or pass raise return try while with yield
      """,
    types: "bool bytes dict float frozenset int list object set str tuple",
    constants: "False None True", sigils: ["@": .attribute], hasCapitalTypes: true)

  private static let ruby = Grammar(
    spans: [
      CodeSpan("=begin", "=end", .comment, place: .lineStart, crossesLines: true), .hash, .double,
      .single, .backticks,
    ],
    keywords: """
      alias and begin break case class def defined do else elsif end ensure extend for if in include
      module next not or private protected public raise redo require require_relative rescue retry
      return self super then undef unless until when while yield
      """,
    constants: "false nil true", sigils: ["@": .variable, "$": .variable], hasCapitalTypes: true)

  private static let php = Grammar(
    spans: [
      CodeSpan("#[", "]", .attribute), .slashes, .starred, .hash,
      CodeSpan("\"", "\"", .string, escape: "\\", crossesLines: true),
      CodeSpan("'", "'", .string, escape: "\\", crossesLines: true),
    ],
    keywords: """
      abstract and as break case catch class clone const continue declare default do echo else elseif
      empty enum extends final finally fn for foreach function global goto if implements include
      include_once instanceof insteadof interface isset list match namespace new or php print private
      protected public readonly require require_once return static switch throw trait try unset use
      var while xor yield
      """,
    types: "array bool callable float int iterable mixed never object self string void",
    constants: "false null true FALSE NULL TRUE", sigils: ["$": .variable], hasCapitalTypes: true)

  private static let javascriptKeywords = """
    as async await break case catch class const continue debugger default delete do else export
    extends finally for from function get if import in instanceof let new of return set static super
    switch this throw try typeof var void while with yield
    """

  private static let javascript = Grammar(
    spans: [.slashes, .starred, .double, .single, .backticks], keywords: javascriptKeywords,
    constants: "Infinity NaN false null true undefined", sigils: ["@": .attribute],
    wordBytes: "$", hasCapitalTypes: true)

  private static let typescript = Grammar(
    spans: [.slashes, .starred, .double, .single, .backticks],
    keywords: javascriptKeywords + " " + """
      abstract asserts declare enum implements infer interface is keyof module namespace override
      private protected public readonly satisfies type
      """,
    types: "any bigint boolean never number object string symbol unknown",
    constants: "Infinity NaN false null true undefined", sigils: ["@": .attribute],
    wordBytes: "$", hasCapitalTypes: true)

  private static let sql = Grammar(
    spans: [
      .dashes, .starred, CodeSpan("'", "'", .string, crossesLines: true),
      CodeSpan("\"", "\"", .string), CodeSpan("`", "`", .string),
    ],
    keywords: """
      add all alter analyze and as asc begin between by cascade case check collate column commit
      constraint create cross current_date current_timestamp database default delete desc distinct
      drop else end except exists explain foreign from full function grant group having if in index
      inner insert intersect into is join key left like limit not null offset on or order outer over
      partition primary procedure recursive references returning revoke right rollback select set
      table then to transaction trigger truncate union unique update using values view when where
      window with
      """,
    types: """
      bigint binary blob boolean char date datetime decimal double float int integer interval json
      jsonb numeric real serial smallint text time timestamp tinyint uuid varbinary varchar
      """,
    constants: "false true", sigils: ["@": .variable], ignoresCase: true)

  private static let bash = Grammar(
    spans: [
      .spacedHash, CodeSpan("${", "}", .variable),
      CodeSpan("\"", "\"", .string, escape: "\\", crossesLines: true),
      CodeSpan("'", "'", .string, crossesLines: true),
    ],
    keywords: """
      alias break case cd continue declare do done echo elif else esac eval exec exit export fi for
      function if in local printf read readonly return select set shift source then trap unset until
      while
      """,
    constants: "false true", sigils: ["$": .variable], wordBytes: "-./")
}

// Languages of settings, of pages and of lines.
extension Grammar {
  private static let json = Grammar(
    spans: [.slashes, .starred, .double, .single], constants: "false null true",
    keys: CodeKeys(":"))

  private static let yaml = Grammar(
    spans: [
      .spacedHash, CodeSpan("---", nil, .keyword, place: .lineStart),
      CodeSpan("\"", "\"", .string, escape: "\\", place: .spaced, crossesLines: true),
      CodeSpan("'", "'", .string, place: .spaced, crossesLines: true),
    ],
    constants: "false no null off on true yes ~", sigils: ["&": .variable, "*": .variable],
    wordBytes: "-.~/", keys: CodeKeys(":", isSpaced: true, place: .indented))

  private static let toml = Grammar(
    spans: [
      .hash, CodeSpan("[", "]", .type, place: .lineStart), .tripleDouble, .double,
      CodeSpan("'''", "'''", .string, crossesLines: true), CodeSpan("'", "'", .string),
    ],
    constants: "false inf nan true", wordBytes: "-", keys: CodeKeys("=", place: .indented))

  private static let ini = Grammar(
    spans: [
      .spacedHash, CodeSpan(";", nil, .comment, place: .spaced),
      CodeSpan("[", "]", .type, place: .lineStart),
      CodeSpan("\"", "\"", .string, escape: "\\", place: .spaced),
    ],
    constants: "false no off on true yes", wordBytes: "-.",
    keys: CodeKeys("=:", place: .indented))

  private static let markup = Grammar(
    spans: [
      CodeSpan("<!--", "-->", .comment, crossesLines: true),
      CodeSpan("<![CDATA[", "]]>", .string, crossesLines: true),
      CodeSpan("\"", "\"", .string, crossesLines: true),
      CodeSpan("'", "'", .string, crossesLines: true),
    ],
    wordBytes: "-:.@", hasTags: true)

  private static let css = Grammar(
    spans: [.starred, CodeSpan("url(", ")", .string), .double, .single],
    keywords: "and from important not only or to", sigils: ["@": .keyword, "#": .type, ".": .type],
    wordBytes: "-", keys: CodeKeys(":", isSpaced: true))

  private static let dockerfile = Grammar(
    spans: [.spacedHash, CodeSpan("${", "}", .variable), .double, .single],
    keywords: """
      ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL
      STOPSIGNAL USER VOLUME WORKDIR
      """,
    sigils: ["$": .variable], wordBytes: "-./")

  private static let makefile = Grammar(
    spans: [
      .spacedHash, CodeSpan("$(", ")", .variable, nests: true), CodeSpan("${", "}", .variable),
      CodeSpan("\"", "\"", .string, escape: "\\"), CodeSpan("'", "'", .string),
    ],
    keywords: """
      define else endef endif export ifdef ifeq ifndef ifneq include override unexport vpath
      """,
    sigils: ["$": .variable], wordBytes: "-./%", keys: CodeKeys(":=", place: .lineStart))

  private static let diff = Grammar(
    spans: [
      CodeSpan("diff ", nil, .keyword, place: .lineStart),
      CodeSpan("index ", nil, .keyword, place: .lineStart),
      CodeSpan("+++", nil, .keyword, place: .lineStart),
      CodeSpan("---", nil, .keyword, place: .lineStart),
      CodeSpan("@@", nil, .heading, place: .lineStart),
      CodeSpan("+", nil, .inserted, place: .lineStart),
      CodeSpan("-", nil, .deleted, place: .lineStart),
    ],
    hasWords: false)

  private static let markdown = Grammar(
    spans: [
      CodeSpan("```", "```", .string, place: .lineStart, crossesLines: true),
      CodeSpan("<!--", "-->", .comment, crossesLines: true),
      CodeSpan("#", nil, .heading, place: .lineStart),
      CodeSpan(">", nil, .comment, place: .lineStart), CodeSpan("`", "`", .string),
    ],
    hasWords: false)
}

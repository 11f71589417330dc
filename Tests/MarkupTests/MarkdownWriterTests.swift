import Diagnostics
import Markup
import Testing

@Suite("Writing Markdown")
struct MarkdownWriterTests {
  private func written(_ text: String) -> String {
    let document = Document(Source(path: "a.md", text: text))
    let writer = MarkdownWriter(resolver: PlainResolver())
    return writer.markdown(document.blocks)
      + (document.footnotes.isEmpty ? "" : "\n" + writer.markdown(document.footnotes))
  }

  private func html(_ text: String) -> String {
    let document = Document(Source(path: "a.md", text: text))
    let renderer = HTMLRenderer(resolver: PlainResolver(), options: HTMLOptions())
    return (renderer.html(document.blocks) + renderer.html(document.footnotes)).description
  }

  @Test(
    "plain Markdown comes back as it was",
    arguments: [
      "# 一\n\n二，*三*，**四**，~~五~~。\n", "- 一\n- 二\n  - 三\n", "3. 一\n4. 二\n",
      "- [ ] 一\n- [x] 二\n", "> 一\n>\n> 二\n", "> [!WARNING]\n> 一\n", "```sh\na `b`\n```\n",
      "[一](https://a.cn/ \"二\")\n", "![一](a.png)\n", "`a`\n", "***\n", "一[^1]\n\n[^1]: 二\n",
      "| 一 | 二 |\n| --- | ---: |\n| 三 | 四 |\n", "一\\\n二\n",
    ])
  func unchanged(text: String) {
    #expect(written(text) == text)
  }

  @Test(
    "what comes back shows the same",
    arguments: [
      "\\# 一\n\n\\- 二\n\n1\\. 三\n\n\\> 四\n\n\\+ 五\n", "\\*一\\* \\_二\\_ \\`三\\` \\[四\\](五)\n",
      "\\<b> \\&amp; \\~\\~一\\~\\~ \\![a](b) \\{#c}\n", "```` a``b ````\n", "` `` `\n",
      "- 一\n\n  二\n- 三\n\n- 四\n", "- 一\n\n1. 二\n\n2) 三\n", "- 一\n  ```\n  二\n  ```\n",
      "| a\\|b |\n| --- |\n| `c\\|d` |\n", "````\n```\n````\n", "- 一\n\n  3. 二\n",
      "- 一\n\n* 二\n\n- 三\n", "# \\# 一 \\#\n", "a\n\\===\n", "<b>一</b>\n",
    ])
  func sameWords(text: String) {
    #expect(html(written(text)) == html(text))
  }
}

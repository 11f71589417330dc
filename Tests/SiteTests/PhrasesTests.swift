import Markup
import Testing

@testable import Site

@Suite struct PhrasesTests {
  @Test(arguments: [
    ("网络故障：刷卡时断线或超时", "网络故障：刷卡时断线或超时"),
    ("小票上的交易类型是哪一种？", "小票上的<wbr>交易类型<wbr>是哪一种？"),
    ("一二三四五六七八九十甲乙丙", "一二三<wbr>四<wbr>五<wbr>六<wbr>七<wbr>八<wbr>九<wbr>十<wbr>甲乙丙"),
    ("对方之前有没有说过这些可疑的话？", "对方之前有没有说过<wbr>这些可疑的话？"),
    ("<b>", "&lt;b&gt;"),
    ("", ""),
  ])
  func aLongPhraseBreaksWhereAnotherBegins(title: String, html: String) {
    #expect(Phrases.html(title).description == html)
  }
}

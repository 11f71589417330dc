internal import Foundation
public import SearchCore

/// What the search knows of characters, as Unicode's data has it.
public enum SearchTables {
  /// The simplified form of every traditional character and of compatibility forms.
  public static let variants: HanMap = {
    var map: [UInt32: UInt32] = [:]
    let scalars = Array(hanVariants.unicodeScalars)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      map[scalars[index].value] = scalars[index + 1].value
    }
    map.merge(sameSound) { _, usual in usual }
    for code in 0xF900...0xFAFF as ClosedRange<UInt32> {
      // Compatibility ideographs are other characters under a second number.
      guard let scalar = Unicode.Scalar(code) else { continue }
      let usual = String(scalar).precomposedStringWithCanonicalMapping.unicodeScalars
      guard usual.count == 1, let first = usual.first, first != scalar else { continue }
      map[code] = map[first.value] ?? first.value
    }
    return HanMap(sorted: map.map { (key: $0.key, value: $0.value) }.sorted { $0.key < $1.key })
  }()

  /// Characters that are so often written for each other that they count as one.
  private static let sameSound: [UInt32: UInt32] = [0x5E33: 0x8D26, 0x5E10: 0x8D26]

  /// The readings of the common characters and of all those in some texts.
  public static func han(of texts: some Sequence<[UInt8]>, variants: HanMap) -> HanTable {
    han(of: texts.reduce(into: []) { $0.formUnion(UTF8Text.scalars($1)) }, variants: variants)
  }

  /// The readings of the common characters and of all Han characters among others.
  static func han(of characters: Set<UInt32>, variants: HanMap) -> HanTable {
    var table: [UInt32: [[UInt8]]] = [:]
    for (character, reading) in common { table[character] = readings(character, usual: reading) }
    var others: Set<UInt32> = []
    for scalar in characters where (0x3400...0x9FFF).contains(scalar) {
      let character = variants[scalar] ?? scalar
      if table[character] == nil { others.insert(character) }
    }
    let rare = others.sorted().compactMap { Unicode.Scalar($0) }
    for (scalar, reading) in zip(rare, Pinyin.readings(rare.map { String($0) })) {
      table[scalar.value] = readings(scalar.value, usual: reading)
    }
    return HanTable(table.filter { !$0.value.isEmpty })
  }

  /// The common characters with their usual readings.
  static let common = listed(commonReadings)

  /// Characters with the reading that stands before each or before the first of several.
  static func listed(_ text: String) -> [(character: UInt32, reading: String)] {
    var result: [(character: UInt32, reading: String)] = []
    var syllable = ""
    var isBehind = true
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        syllable = isBehind ? String(scalar) : syllable + String(scalar)
        isBehind = false
      } else {
        result.append((scalar.value, syllable))
        isBehind = true
      }
    }
    return result
  }

  private static func readings(_ character: UInt32, usual: String) -> [[UInt8]] {
    guard let scalar = Unicode.Scalar(character) else { return [] }
    let others = (heteronyms[scalar] ?? "").split(separator: " ").map(String.init)
    var result: [[UInt8]] = []
    for reading in [usual] + others {
      let letters = Array(reading.utf8)
      let isSyllable = letters.allSatisfy { (0x61...0x7A).contains($0) } && letters.count <= 6
      if isSyllable, !letters.isEmpty, !result.contains(letters) { result.append(letters) }
    }
    return result
  }

  /// Characters that sound otherwise in other words: all their readings that words have.
  private static let heteronyms: [Unicode.Scalar: String] = [
    "行": "xing hang", "重": "zhong chong", "还": "hai huan", "长": "chang zhang", "调": "diao tiao",
    "率": "lu shuai", "乐": "le yue", "了": "le liao", "都": "dou du", "地": "di de", "得": "de dei",
    "着": "zhe zhao zhuo", "弹": "dan tan", "参": "can shen", "差": "cha chai", "传": "chuan zhuan",
    "便": "bian pian", "藏": "cang zang", "朝": "chao zhao", "给": "gei ji", "会": "hui kuai",
    "降": "jiang xiang", "角": "jiao jue", "觉": "jue jiao", "卡": "ka qia", "模": "mo mu",
    "没": "mei mo", "色": "se shai", "省": "sheng xing", "似": "si shi", "属": "shu zhu",
    "提": "ti di", "系": "xi ji", "校": "xiao jiao", "血": "xue xie", "折": "zhe she",
    "单": "dan shan", "大": "da dai", "的": "de di", "度": "du duo", "和": "he huo", "奇": "qi ji",
    "强": "qiang jiang", "塞": "sai se", "说": "shuo shui", "宿": "su xiu", "什": "shen shi",
    "识": "shi zhi", "薄": "bo bao", "剥": "bo bao", "查": "cha zha", "车": "che ju",
    "称": "cheng chen", "盛": "sheng cheng", "壳": "ke qiao", "落": "luo la", "露": "lu lou",
    "圈": "quan juan", "熟": "shu shou", "粘": "zhan nian", "爪": "zhua zhao", "阿": "a e",
    "区": "qu ou", "仔": "zi zai", "扎": "zha za", "咖": "ka ga", "贾": "jia gu",
    "弄": "nong long", "屏": "ping bing", "纤": "xian qian", "削": "xiao xue", "哪": "na nei",
    "谁": "shei shui", "这": "zhe zhei", "解": "jie xie", "石": "shi dan", "万": "wan mo",
    "红": "hong gong", "伽": "jia qie ga", "茄": "qie jia", "泊": "bo po", "卜": "bo bu",
    "臂": "bi bei", "伯": "bo bai", "刹": "cha sha", "澄": "cheng deng", "畜": "chu xu",
    "伺": "ci si", "攒": "zan cuan", "恶": "e wu", "否": "fou pi", "更": "geng jing",
    "虹": "hong jiang", "吓": "xia he", "纪": "ji", "济": "ji", "夹": "jia ga", "劲": "jin jing",
    "卷": "juan", "嚼": "jiao jue", "咳": "ke hai", "勒": "le lei", "肋": "lei le", "绿": "lu",
    "脉": "mai mo", "埋": "mai man", "秘": "mi bi", "尿": "niao sui", "拗": "niu ao", "拍": "pai",
    "迫": "po pai", "曝": "pu bao", "蹊": "qi xi", "亲": "qin qing", "若": "ruo re",
    "煞": "sha", "厦": "sha xia", "召": "zhao shao", "蛇": "she yi", "氏": "shi zhi",
    "术": "shu zhu", "缩": "suo su", "拓": "tuo ta", "尾": "wei yi", "吁": "xu yu", "钥": "yao yue",
    "叶": "ye xie", "殷": "yin yan", "柏": "bai bo", "择": "ze zhai", "贼": "zei", "曾": "ceng zeng",
    "轧": "zha ya", "琢": "zhuo zuo", "幢": "zhuang chuang", "缉": "ji qi", "期": "qi ji",
    "核": "he hu", "刨": "pao bao", "陆": "lu liu", "六": "liu lu", "盖": "gai ge", "合": "he ge",
    "蔓": "man wan", "翟": "zhai di", "尽": "jin", "娜": "na nuo", "俩": "lia liang", "拉": "la",
    "吗": "ma", "嗯": "en ng", "倔": "jue", "打": "da", "家": "jia jie", "且": "qie ju",
    "洗": "xi xian", "溃": "kui hui", "隧": "sui", "糊": "hu", "绰": "chuo chao",
  ]
}

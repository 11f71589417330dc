/// A guide of two trees in which nothing is found, for mutations.
enum SoundGuide {
  static let files = [
    "content/trees/main.md": main, "content/trees/other.md": other,
    "content/causes/late.md": "---\ntitle: 还没到期\nsolutions: [call]\n---\n",
    "content/solutions/call.md": "---\ntitle: 打电话问\n---\n",
  ]

  static let mainFile = "content/trees/main.md"

  static let main = """
    ---
    title: 钱没到账
    start: result
    max_questions: 4
    scenarios:
      - name: 到点钱到了
        answers: {result: 成功, due: 没过, wait: 钱到了}
        outcome: arrived
      - name: 到点还没到
        answers: {result: 成功, due: 没过, wait: 到点了}
        outcome: due
      - name: 已经过了
        answers: {result: 成功, due: 已过}
        outcome: ask
      - name: 不会算时间
        answers: {result: 成功, due: 不清楚}
        outcome: ask
      - name: 失败，也没扣
        answers: {result: 失败, debited: 没扣}
        outcome: retry
      - name: 失败，扣了
        answers: {result: 失败, hold: 知道了, debited: 已经扣了}
        outcome: ask
      - name: 不知道扣没扣
        answers: {result: 失败, debited: 不知道}
        outcome: tree:other
      - name: 找不到
        answers: {result: 不确定}
        outcome: ask
    ---

    先准备小票。

    ## 小票上写着什么？ {#result}

    看小票中间。

    - [成功](#due)
    - [失败](#hold)
    - [不确定](#ask)

    ## 先别再刷 {#hold .stop}

    再刷一次可能扣两次。

    - [知道了](#debited)

    ## 顾客扣款了吗？ {#debited}

    - [已经扣了](#ask)
    - [没扣](#retry)
    - [不知道](other.md#bank)

    ## 到账时间过了吗？ {#due}

    - [没过](#wait)
    - [已过](#ask)
    - [不清楚](#ask)

    ## 到点再看 {#wait .wait recheck="明天"}

    - [到点了还没到](#due)
    - [钱到了](#arrived)

    ## 钱到了 {#arrived .outcome}

    [还没到期](../causes/late.md)

    ## 重新收款 {#retry .outcome urgency=soon}

    [打电话问](../solutions/call.md)

    ## 请机构查 {#ask .outcome urgency=now}

    [打电话问](../solutions/call.md)
    """

  static let other = """
    ---
    title: 顾客扣了款
    start: bank
    scenarios:
      - name: 扣了
        answers: {bank: 有扣款}
        outcome: wait
      - name: 没扣
        answers: {bank: 没有}
        outcome: wait
      - name: 看不懂
        answers: {bank: 看不懂}
        outcome: help
    ---

    ## 银行明细里有吗？ {#bank}

    - [有扣款](#wait)
    - [没有记录](#wait)
    - [看不懂](#help)

    ## 等一等 {#wait .outcome}

    [还没到期](../causes/late.md)

    ## 找银行 {#help .outcome}

    [打电话问](../solutions/call.md)
    """
}
